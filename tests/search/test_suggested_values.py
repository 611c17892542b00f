"""Values of facets that are suggested: the words that they fill in are understood as what they say."""

from directory.search.suggested_values import all_values, values_beginning_with, values_spelled_like
from directory.understanding.reader import understand
from tests.support.name_book import NameBook


def test_the_words_of_every_suggestion_are_understood_as_its_options_and_nothing_else():
    values = list(all_values())
    names = NameBook()
    read = {
        value.words: [(part.kind, part.keys) for part in understand(value.words, "", names).parts]
        for value in values
    }

    assert read == {value.words: [("facet", keys) for keys in value.readings] for value in values}
    assert len(values) > 250


def suggested(typed):
    ranks = values_beginning_with(typed)
    return sorted(value.words for value in ranks)


def test_what_people_type_leads_to_what_the_page_calls_it():
    assert suggested("troche") == ["Lozenge under the tongue"]
    assert suggested("shot") == ["Injection into a muscle", "Injection under the skin"]
    assert suggested("saturd") == ["Open on Saturday", "Open on Sunday"]
    assert suggested("psychiatrist") == ["Child psychiatrist", "Psychiatric practice", "Psychiatrist"]
    assert suggested("zzz") == suggested("") == suggested("!") == []


def test_a_misspelled_word_leads_to_what_it_is_near_to():
    assert [value.words for value in values_spelled_like("spravto")] == ["Spravato nasal spray"]
    assert values_spelled_like("qqqqqq") == []
