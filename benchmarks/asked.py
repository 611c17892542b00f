"""The kinds of request that `python -m benchmarks` asks, with addresses drawn from what the directory holds.

The same size draws the same addresses.
"""

import random
from typing import NamedTuple
from urllib.parse import urlencode

COMMON_WORDS = ("ketamine", "clinic", "pain")
MANY_FACETS = (
    ("condition", "trd"),
    ("condition", "ptsd"),
    ("payment", "self_pay"),
    ("route", "iv"),
    ("route", "im"),
    ("monitoring", "not_stated"),
    ("monitoring", "blood_pressure"),
    ("language", "en"),
)
CROSSED = (("setting", "infusion_clinic"), ("insurer", "aetna"), ("insurer", "not_stated"))
FACETS = (("route", "iv"), ("condition", "ptsd"), ("payment", "sliding_scale"), ("setting", "home_remote"))
FACETS += (("accessibility", "step_free"), ("language", "es"), ("therapy_model", "not_stated"))
ROUTES = ("iv", "im", "sublingual")
SAMPLE = 3_000  # listings from which slugs, names and rare words are drawn


class Kind(NamedTuple):
    """A kind of request.

    name     as the tables have it
    slug     for the names of files
    meaning  what is asked, in a few words
    rows     which rows a page of it shows: "cards", "whole", "slugs", or "" for none
    """

    name: str
    slug: str
    meaning: str
    rows: str = ""


KINDS = (
    Kind("Home", "home", "the first page"),
    Kind("Results, no filter", "results", "`/clinics/`", "cards"),
    Kind("One facet", "facet", "one option of seven facets, such as `route=iv`", "cards"),
    Kind("25 miles", "miles-25", "25 miles around a random ZIP code", "cards"),
    Kind("500 miles", "miles-500", "500 miles around a random ZIP code", "cards"),
    Kind("Many facets", "many-facets", "eight options of five facets", "cards"),
    Kind("Offerings by price", "price", "a route, a setting and an insurer of one offering", "cards"),
    Kind("Rare word", "rare-word", "a word of few clinics’ own text", "cards"),
    Kind("Common words", "common-words", "“ketamine”, “clinic”, “pain”", "cards"),
    Kind("Name", "name", "the whole name of a clinic", "cards"),
    Kind("Words and place", "words-place", "“infusion depression” within 100 miles", "cards"),
    Kind("Listing", "listing", "one clinic", "slugs"),
    Kind("Compare of four", "compare", "four clinics side by side", "slugs"),
    Kind("Atom", "atom", "the feed of a facet", "whole"),
    Kind("JSON page", "json", "20 clinics within 50 miles, as JSON", "whole"),
    Kind("CSV", "csv", "all clinics within 10 miles, as CSV"),
    Kind("Suggestions", "suggestions", "the first letters of a name or a town"),
    Kind("304", "not-modified", "`/clinics/` with the ETag that the reader has"),
)
KIND_OF = {kind.slug: kind for kind in KINDS}


def addresses_by_kind(times):
    """Slug of a kind → `times` addresses."""
    from directory.models import Listing
    from directory.places.gazetteer import gazetteer

    chance = random.Random(15)
    zips = [f"{code:05}" for code in gazetteer().zip_codes]
    last = Listing.objects.order_by("-pk").values_list("pk", flat=True)[0]
    sample = Listing.objects.filter(pk__in=chance.sample(range(1, last + 1), min(last, SAMPLE)))
    rows = [*sample.public().order_by("pk").values_list("slug", "name", "city", "search_text_d")]
    words = rare_words([text for _slug, _name, _city, text in rows])

    def clinics(*pairs, path="/clinics/"):
        return f"{path}?{urlencode(pairs)}"

    def near(miles):
        return ("near", chance.choice(zips)), ("within", miles)

    def slug():
        return chance.choice(rows)[0]

    def typed():
        _slug, name, city, _text = chance.choice(rows)
        box, text = chance.choice([("q", name), ("near", city)])
        return "/suggest/?" + urlencode([("box", box), ("typed", text[: chance.randint(2, 6)])])

    address_of = {
        "home": lambda: "/",
        "results": lambda: "/clinics/",
        "facet": lambda: clinics(chance.choice(FACETS)),
        "miles-25": lambda: clinics(*near(25)),
        "miles-500": lambda: clinics(*near(500)),
        "many-facets": lambda: clinics(*MANY_FACETS, ("page", chance.randint(1, 2))),
        "price": lambda: clinics(("route", chance.choice(ROUTES)), *CROSSED, ("order", "price")),
        "rare-word": lambda: clinics(("q", chance.choice(words))),
        "common-words": lambda: clinics(("q", chance.choice(COMMON_WORDS))),
        "name": lambda: clinics(("q", chance.choice(rows)[1])),
        "words-place": lambda: clinics(("q", "infusion depression"), *near(100)),
        "listing": lambda: f"/clinics/{slug()}/",
        "compare": lambda: "/compare/?" + urlencode([("clinic", slug()) for _number in range(4)]),
        "atom": lambda: clinics(chance.choice(FACETS), path="/clinics.atom"),
        "json": lambda: clinics(*near(50), path="/clinics.json"),
        "csv": lambda: clinics(*near(10), path="/clinics.csv"),
        "suggestions": typed,
        "not-modified": lambda: "/clinics/",
    }
    return {slug: [address() for _time in range(times)] for slug, address in address_of.items()}


def random_pages(count):
    """Addresses of results: half of them two options at random, half 25 miles around a random ZIP code."""
    from directory.facts.facets import FACETS

    chance = random.Random(16)
    options = [(name, code) for name, facet in FACETS.items() for code in facet.labels]
    pairs = [chance.sample(options, 2) for _number in range(count // 2)]
    return [f"/clinics/?{urlencode(pair)}" for pair in pairs] + addresses_by_kind(count // 2)["miles-25"]


def rare_words(texts):
    """Words that stand in one text, or in two, of a sample; at most 200."""
    count = {}
    for text in texts:
        for word in set(text.split()):
            if word.isalpha() and len(word) > 4:
                count[word] = count.get(word, 0) + 1
    return sorted(word for word, times in count.items() if times <= 2)[:200] or ["tavorin"]
