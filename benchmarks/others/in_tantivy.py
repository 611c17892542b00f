"""tantivy: an index of text and keys, counted by its aggregation of terms."""

import tantivy
from questions import PAGE, arguments, rows, tell

path, folder = arguments()
builder = tantivy.SchemaBuilder()
builder.add_integer_field("id", stored=True, fast=True)
builder.add_text_field("day", stored=False, fast=True, tokenizer_name="raw")
builder.add_float_field("latitude", indexed=True, fast=True)
builder.add_float_field("longitude", indexed=True, fast=True)
builder.add_text_field("keys", fast=True, tokenizer_name="raw")
builder.add_text_field("text", tokenizer_name="en_stem")
schema = builder.build()
index = tantivy.Index(schema)
writer = index.writer(heap_size=256_000_000, num_threads=1)
for row in rows(path):
    document = tantivy.Document(id=row["id"], keys=row["keys"], text=row["text"] or "", day=row["day"])
    if row["latitude"] is not None:
        document.add_float("latitude", row["latitude"])
        document.add_float("longitude", row["longitude"])
    writer.add_document(document)
writer.commit()
writer.wait_merging_threads()
index.reload()
searcher = index.searcher()
COUNTS = {"keys": {"terms": {"field": "keys", "size": 1_000}}}


def query_of(question):
    must = []
    for group in question.groups:
        any_of = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "keys", key)) for key in group]
        must.append(tantivy.Query.boolean_query(any_of))
    if question.word:
        must.append(index.parse_query(question.word, ["text"]))
    if question.box:
        south, north, west, east = question.box
        for field, low, high in (("latitude", south, north), ("longitude", west, east)):
            must.append(tantivy.Query.range_query(schema, field, tantivy.FieldType.Float, low, high))
    if not must:
        return tantivy.Query.all_query()
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in must])


def answer(question):
    query = query_of(question)
    hits = searcher.search(query, PAGE, count=True, order_by_field="day")
    page = [searcher.doc(address)["id"] for _order, address in hits.hits]
    counts = searcher.aggregate(query, COUNTS)
    return page, hits.count, counts


tell(answer, "its index is in memory")
