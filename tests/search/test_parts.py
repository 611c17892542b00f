"""Search words: how they are parsed, and which listings they find."""

import re
from datetime import timedelta
from functools import cache
from hashlib import blake2b
from urllib.parse import quote

import pytest
from django.utils import timezone

from directory.facts import vocabulary as v
from directory.facts.spine import STATEMENTS
from directory.facts.synonyms import SYNONYMS, SYNONYMS_OF_YES
from directory.folding import fold
from directory.models import Listing, Version
from directory.publishing.reindex import reindex_listings
from directory.understanding.reader import understand
from tests.support import searching
from tests.support.factories import make_listing, make_listings
from tests.support.name_book import NameBook
from tests.support.published import everything_stated

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(today):
    """The Results of a query string."""
    return lambda query: searching.ask(query, today)


@pytest.fixture
def names(today):
    """The names of the clinics that a query string finds, in order."""
    return lambda query: searching.names(query, today)


def taken(payer, network="in_network"):
    return {"payer": payer, "plan_name": "", "plan_type": "", "network": network, "covers": []}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        ("spravato", {"route": ["esketamine_nasal"]}),
        ("esketamine", {"route": ["esketamine_nasal"]}),
        ("kap", {"therapy_model": ["integrated_team"]}),
        ("assisted psychotherapy", {"therapy_model": ["partnered"]}),
        ("troche", {"route": ["sublingual"]}),
        ("lozenge", {"route": ["sublingual"]}),
        ("rdt", {"route": ["sublingual"]}),
        ("infusion", {"route": ["iv"]}),
        ("drip", {"route": ["iv"]}),
        ("shot", {"route": ["im"]}),
        ("injection", {"route": ["im"]}),
        ("at home", {"setting": ["home_unsupervised"]}),
        ("telehealth", {"setting": ["home_remote"]}),
        ("mail", {"setting": ["home_unsupervised"]}),
        ("va", {"insurance": ["tricare_va"]}),
        ("veteran", {"populations": ["veterans"]}),
        ("crps", {"conditions": ["crps"]}),
        ("rsd", {"conditions": ["crps"]}),
        ("treatment resistant", {"conditions": ["trd"]}),
        ("trd", {"conditions": ["trd"]}),
        ("suicidal", {"conditions": ["suicidality"]}),
        ("im", {"route": ["im"]}),
        ("IM injection", {"route": ["im"]}),
        ("spanish speaking", {"languages": ["es:clinician"]}),
        ("speaks Spanish", {"languages": ["es:interpreter"]}),
        ("habla español", {"languages": ["es:clinician"]}),
        ("asl", {"languages": ["ase:clinician"]}),
        ("panic attacks", {"conditions": ["panic"]}),
        ("hard of hearing", {"accessibility": ["asl_or_loop"]}),
        ("low income", {"payment": ["sliding_scale"]}),
        ("mail order", {"setting": ["home_remote"]}),
        ("mail order ketamine", {"setting": ["home_unsupervised"]}),
        ("subq", {"route": ["sc"]}),
        ("VA community care", {"insurance": ["tricare_va"]}),
        ("va benefits", {"insurance": ["tricare_va"]}),
        ("jab", {"route": ["im"]}),
        ("ODT", {"route": ["sublingual"]}),
        ("ketamine infusion therapy", {"route": ["iv"]}),
        ("drip bar", {"setting": ["wellness_iv"]}),
        ("med spa", {"setting": ["wellness_iv"]}),
        ("inpatient", {"setting": ["inpatient"]}),
        ("VA", {"setting": ["va"]}),
        ("tele-ketamine", {"setting": ["home_remote"]}),
        ("peer treatment monitor", {"attendance": ["lay_adult"]}),
        ("trip sitter", {"therapy_model": ["support_only"]}),
        ("coach", {"therapy_model": ["coach"]}),
        ("ketamine guide", {"therapy_model": ["coach"]}),
        ("outside prescriber", {"therapy_model": ["outside_prescriber"]}),
        ("C-PTSD", {"conditions": ["ptsd"]}),
        ("complex trauma", {"conditions": ["trauma"]}),
        ("anxious", {"conditions": ["anxiety"]}),
        ("anxiety", {"conditions": ["gad"]}),
        ("chronic pain", {"conditions": ["migraine"]}),
        ("chronic pain", {"conditions": ["chronic_pain"]}),
        ("alcoholism", {"conditions": ["alcohol_use"]}),
        ("postpartum", {"conditions": ["postpartum_depression"]}),
        ("EKG", {"monitoring": ["ecg"]}),
        ("SpO2", {"monitoring": ["pulse_oximetry"]}),
        ("vital signs", {"monitoring": ["blood_pressure"]}),
        ("respiratory", {"monitoring": ["breathing_rate"]}),
        ("uber", {"ride_help": ["taxi_allowed"]}),
        ("psycholytic", {"dose_setting": ["lower_talking"]}),
        ("booster", {"maintenance_kind": ["as_needed"]}),
        ("pay later", {"payment": ["payment_plan"]}),
        ("copay", {"payment": ["maker_savings"]}),
        ("doctor", {"stays_with_you": ["md"]}),
        ("REMS", {"rems_certified": True}),
        ("free consultation", {"free_first_talk": True}),
        ("United Healthcare", {"insurers": [taken("united")]}),
        ("UHC", {"insurers": [taken("united")]}),
        ("empire blue cross", {"insurers": [taken("bcbs")]}),
    ],
)
def test_a_synonym_finds_the_clinic_that_states_it(names, typed, facts):
    make_listings([{"name": "Stating"} | facts, {"name": "Silent"}])

    assert names(f"q={typed}") == ["Stating"]


@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        ("therapy", {"therapy_model": ["medicine_only"]}),
        ("therapy", {"therapy_model": ["support_only"]}),
        ("home", {"home_dosing": "none"}),
        ("pregnancy", {"exclusion_pregnancy": "excluded"}),
        ("insurance", {"insurance": ["none"]}),
        ("licensed therapist", {"therapy_model": ["coach"]}),
        ("licensed", {"given_by": ["unlicensed"]}),
        ("therapy", {"price_excludes": ["therapy"]}),
        ("REMS", {"rems_certified": False}),
        ("panic", {"conditions": ["anxiety"]}),
        ("fibromyalgia", {"conditions": ["chronic_pain"]}),
        ("PTSD", {"conditions": ["trauma"]}),
        ("pacific", {"time_zone": "pacific"}),
        ("opioids", {"before_dose": ["skip_opioids"]}),
        ("alcohol", {"screening": ["alcohol_drug_questionnaire"]}),
    ],
)
def test_a_value_that_says_no_is_not_found_by_what_it_denies(names, typed, facts):
    make_listing(name="Denying", **facts)

    assert names(f"q={typed}") == []


@pytest.mark.parametrize(
    "typed",
    ["munoz", "Muñoz", "MUÑOZ", "mun", "clinica mu", "Ines", "okonjo", "salida", "tide pool", "north gate"],
)
def test_accents_case_beginnings_people_towns_and_own_words_are_found(names, typed):
    make_listings(
        [
            {
                "name": "Clínica Muñoz",
                "alias": "North Gate",
                "city": "Salida",
                "about": "A room by the tide pool.",
                "practitioners": [{"name": "Dr. Inés Okonjo-Vale", "roles": ["prescriber"]}],
            },
            {"name": "Another"},
        ]
    )

    assert names(f"q={typed}") == ["Clínica Muñoz"]


def test_only_the_last_word_may_be_a_beginning(names):
    make_listing(name="Harbor Ketamine")

    assert names("q=harb") == ["Harbor Ketamine"]
    assert names("q=harb ketamine") == []


@pytest.mark.parametrize("state", ["OR", "IN", "ME", "or", "in", "me"])
def test_a_state_code_finds_its_state_and_is_no_word(names, state):
    make_listings(
        [
            {"name": "There", "state": state.upper()},
            {"name": "Elsewhere", "state": "CO", "about": "Come in or call me."},
        ]
    )

    assert names(f"q={state}") == ["There"]


CODES = "AL CO DE HI ID IN LA MA ME MO MS OH OK OR PA VA WA DC AS".split()  # noqa: SIM905


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "name", ["{} Bloom Ketamine", "Ketamine Wellness {}.", "The {} Rooms", "{}-Side Clinic"]
)
def test_a_clinic_whose_name_holds_a_state_code_is_found_by_it_first(names, code, name):
    called = name.format(code.title())
    state, elsewhere = ("CO", "WY") if code != "CO" else ("WY", "CO")
    make_listing(name="Bloom Wellness Rooms Ketamine Clinic Side", state=code if code != "CO" else "CO")
    make_listing(name=called, state=elsewhere, at=timezone.now() - timedelta(days=100))
    make_listing(name="Another", state=state)

    for typed in (called, called.upper(), called.lower()):
        assert names(f"q={quote(typed)}")[0] == called


@pytest.mark.slow
@pytest.mark.parametrize(
    "called",
    [
        "La Jolla Mind Clinic",
        "De Novo Ketamine",
        "In Bloom Ketamine",
        "Mt. Tabor Ketamine",
        "Ketamine Wellness Co.",
        "Virginia Ketamine",
        "Washington Mind",
        "Oregon Trail Ketamine",
        "Breathe, In & Out",
        "Me",
        "Ketamine",
        "The Clinic",
        "ʻOhana Ketamine",
        "St. Brigid Ketamine",
        'The "Quiet" Rooms',
    ],
)
def test_a_clinic_is_found_by_its_very_name_first(names, called):
    make_listing(name="Ketamine Clinic of Mind and Bloom", about="Quiet rooms in or out of me.", state="VA")
    make_listing(name=called, state="WY", at=timezone.now() - timedelta(days=100))
    make_listing(name="Washington Ketamine", state="WA")

    for typed in (called, called.upper(), called.lower()):
        assert names(f"q={quote(typed)}")[0] == called


@pytest.mark.parametrize(
    ("about", "typed"),
    [
        ("Walk in or call.", "walk in"),
        ("A la carte.", "carte la"),
        ("Ma and Pa welcome.", "ma pa"),
        ("Pay in full, or in parts.", "full, or"),
        ("We treat pain as well.", "pain as"),
    ],
)
def test_what_holds_all_the_words_is_found_however_they_look_like_states(names, about, typed):
    make_listings(
        [
            {"name": "Stating", "state": "WY", "about": about},
            {"name": "Silent", "state": "WY"},
        ]
    )

    assert names(f"q={quote(typed)}") == ["Stating"]
    assert names(f"q={quote(typed.upper())}") == ["Stating"]


def test_two_capitals_before_small_letters_may_be_a_state_or_the_word(names):
    make_listings(
        [
            {"name": "Stating", "state": "WY", "about": "Your ID is needed."},
            {"name": "There", "state": "ID"},
            {"name": "Silent", "state": "WY"},
        ]
    )

    assert sorted(names("q=ID needed")) == ["Stating", "There"]
    assert sorted(names("q=ID NEEDED")) == ["Silent", "Stating", "There"]  # all in capitals


@pytest.mark.parametrize("typed", ["tell me", "hi there", "id needed", "ok drive"])
def test_words_said_by_the_way_are_no_state_and_narrow_nothing(names, typed):
    make_listings(
        [
            {"name": "There", "state": "WY"},
            {"name": "Elsewhere", "state": "CO"},
        ]
    )

    assert sorted(names(f"q={quote(typed)}")) == ["Elsewhere", "There"]


def test_case_changes_nothing(names):
    for number, state in enumerate(("IN", "OR", "CO")):
        make_listing(name=f"Clinic {number}", state=state, setting=["home_supervised"], route=["iv", "im"])

    for typed in ("in home ketamine", "drip or shot", "at home me", "home in"):
        assert (
            names(f"q={quote(typed)}")
            == names(f"q={quote(typed.upper())}")
            == names(f"q={quote(typed.title())}")
        )
    assert len(names("q=In+home+ketamine")) == 3


def test_a_town_with_its_state_is_that_town_alone(names):
    point = {"latitude": 45.52, "longitude": -122.68, "point_source": "given"}
    make_listings(
        [
            {"name": "Portland South", "city": "Portland", "state": "ME", "about": "Adults or teens."},
            {"name": "West", "city": "Portland", "state": "OR"} | point,
        ]
    )

    assert names("q=Portland,+OR") == ["West"]


@pytest.mark.parametrize("typed", ["VA", "va spravato"])
def test_va_alone_is_virginia_too(names, typed):
    make_listing(name="There", state="VA", route=["esketamine_nasal"])

    assert names(f"q={typed}") == ["There"]


@pytest.mark.parametrize(
    "typed", ["veteran VA", "VA community care", "VA benefits", "TRICARE or VA", "VA for vets"]
)
def test_va_beside_veterans_is_not_virginia(names, typed):
    make_listings(
        [
            {"name": "There", "state": "VA"},
            {"name": "Stating", "state": "WY", "insurance": ["tricare_va"], "populations": ["veterans"]},
        ]
    )

    assert "There" not in names(f"q={typed}")


def test_the_page_says_how_a_word_was_read_and_undoes_it(client, names):
    make_listing(name="There", state="IN", about="We give the medicine in a quiet room.")

    page = client.get("/clinics/", {"q": "quiet room In", "route": "not_stated"}).text

    assert "“In” also read as Indiana" in page
    undo = re.search(r'href="([^"]*)">Read “In” only as a word', page)[1].replace("&amp;", "&")
    assert undo == "/clinics/?q=quiet+room+%22In%22&route=not_stated#count"
    undone = client.get(undo).text
    assert "also read as" not in undone
    assert "There" in undone


def test_a_small_word_inside_a_sentence_is_not_told_as_a_state(client):
    assert "also read as" not in client.get("/clinics/", {"q": "drip or shot"}).text


@pytest.mark.parametrize(
    "typed",
    ["ketamine", "clinic", "ketamine clinic", "ketamine therapy", "Ketamine Treatment Centers", "the clinic"],
)
def test_words_that_say_what_every_clinic_is_narrow_nothing(names, typed):
    make_listings(
        [
            {"name": "Harbor", "route": ["iv"], "therapy_model": ["medicine_only"]},
            {"name": "Lantern House"},
        ]
    )

    assert sorted(names(f"q={typed}")) == ["Harbor", "Lantern House"]


def test_two_letters_with_two_meanings_find_both(names):
    make_listings(
        [
            {"name": "In Maryland", "state": "MD"},
            {"name": "With a physician", "practitioners": [{"name": "Ann", "roles": [], "license": "md"}]},
            {"name": "Neither"},
        ]
    )

    assert sorted(names("q=MD")) == ["In Maryland", "With a physician"]


def test_a_name_counts_more_than_a_town_and_a_town_more_than_own_words(names):
    make_listings(
        [
            {"name": "Plain One", "about": "We moved from Aurora."},
            {"name": "Plain Two", "city": "Aurora"},
            {"name": "Aurora Three"},
        ]
    )

    assert names("q=aurora") == ["Aurora Three", "Plain Two", "Plain One"]


def test_common_little_words_alone_narrow_nothing(names):
    make_listing(name="The Clinic")

    assert names("q=the") == ["The Clinic"]


@pytest.mark.parametrize("typed", ["spravatto", "ketamin harbr", "lozange"])
def test_misspelled_words_find_what_was_meant(names, typed):
    make_listings(
        [
            {"name": "Harbor Ketamine", "route": ["esketamine_nasal", "sublingual"]},
            {"name": "Another"},
        ]
    )

    assert names(f"q={typed}") == ["Harbor Ketamine"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("free consultation", "Free Compensation"),
        ("black therapist", "Back Stairs Therapist"),
        ("taper", "Paper Lantern"),
        ("taper", "Taler House"),
        ("latinx", "Latin House"),
        ("poor", "Poort House"),
        ("deaf", "Dear House"),
        ("muslim", "Muslin House"),
        ("trans", "Trane House"),
        ("evening", "Evenin House"),
    ],
)
def test_words_of_english_and_those_of_oneself_are_never_corrected(ask, typed, name):
    make_listing(name=name)

    assert not any(part.corrected for part in ask(f"q={typed}").understanding.parts)


def test_beside_a_word_of_oneself_another_word_is_corrected_and_it_stays(ask):
    make_listing(name="Queen Therapist")

    parts = ask("q=queer therapst").understanding.parts

    assert [part.corrected for part in parts if part.corrected] == ["therapist"]


# ---- synonyms: what is not stated is not found

SYNONYM_WORDS = sorted(
    {word for codes in SYNONYMS.values() for words in codes.values() for word in fold(words).split()}
)
# Those that are looked up in the text. The others are read as options: tests/understanding.
WORDS = [
    word
    for word in SYNONYM_WORDS
    if [part.kind for part in understand(word, "", NameBook()).parts] == ["text"]
]


folded_words = cache(lambda text: fold(text).split())


def says(word, text):
    """True if a label has the word itself in some form: veterans, veteran."""
    return any(
        word == one
        or (min(len(word), len(one)) > 5 and one[:6] == word[:6])
        or one.rstrip("s") == word.rstrip("s")
        for one in folded_words(str(text))
    )


def silent(word, statement, value):
    """The value of a statement, or of a part of a record, without what a word is a synonym or a label of."""
    if statement.kind == "records":
        return [silent_record(word, statement.parts, record) for record in value]
    if says(word, SYNONYMS_OF_YES.get(statement.name, "")):
        return False
    if statement.kind not in ("code", "codes"):
        return value
    if statement.name.startswith("exclusion_") and says(word, statement.label):
        return ""
    codes = value if isinstance(value, list) else [value]
    others = [code for code in codes if code and not names_code(word, statement, code)]
    return others if isinstance(value, list) else (others or [""])[0]


def names_code(word, statement, code):
    synonyms = {"license": "practitioners", "payer": "insurers"}.get(statement.name, statement.name)
    wider = v.CONDITION_PARENTS.get(code)
    return (
        says(word, wider.label if wider else "")
        or says(word, SYNONYMS.get(synonyms, {}).get(code.split(":")[0], ""))
        or says(word, dict(statement.choices)[code])
    )


def silent_record(word, parts, record):
    return {part.name: silent(word, part, record[part.name]) for part in parts if part.name in record}


def silent_about(words):
    """Facts of a clinic that states everything but what these words are synonyms or labels of."""
    facts = everything_stated()
    for word in words:
        facts |= {
            name: silent(word, statement, facts[name])
            for name, statement in STATEMENTS.items()
            if name in facts
        }
    facts["training"] = [one | {"code": one["code"] or "other"} for one in facts["training"]]
    return facts | {"name": name_of(words), "state": "WY", "city": "Casper"}


def name_of(words):
    return f"Silent about {blake2b(' '.join(words).encode(), digest_size=8).hexdigest()}"


@pytest.mark.slow
def test_no_synonym_finds_a_clinic_that_does_not_state_what_it_says(names):
    """Eight words a clinic, because one for each word would take a minute to publish.

    Each word stands among two sevens of others, so that none of them hides what it finds wrongly.
    """
    count = max(len(WORDS) // 8, 1)
    spread = [WORDS[start::count] for start in range(count)]
    neighbors = [WORDS[start : start + 8] for start in range(0, len(WORDS), 8)]
    groups = spread + neighbors
    make_listings([silent_about(words) for words in groups])

    found = [word for words in groups for word in words if name_of(words) in names(f"q={quote(word)}")]

    assert len(WORDS) > 15
    assert found == []


# What the doubtful ones say, written down a second time: the values that state it.
STATED_BY = """
    psychiatry: psychiatric_practice
    va: tricare_va
    military: tricare_va tricare
    veteran: tricare_va va_community_care champva
    telehealth: home_remote home_unsupervised
    mail: home_remote home_unsupervised mailed_taken_here mailed_taken_home
    doctor: md do physician
    aprn: np pmhnp cns crna
    licsw: lcsw
    lmhc: lpc
    anesthesia: crna anesthesiologist_assistant
    intern: associate
    coach: coach
    sitter: support_only
    anxious: anxiety gad social_anxiety panic
    cptsd: trauma ptsd
    triwest: tricare va_community_care
    asl: ase
    deaf: asl_or_loop
    discount: veteran_rate first_responder_rate package
    dying: end_of_life
    shot: im sc
    im: im
    kap: kap_practice integrated_team partnered outside_prescriber
"""


@pytest.mark.parametrize("line", STATED_BY.strip().splitlines())
def test_a_synonym_stands_at_the_values_that_state_it(line):
    word, codes = line.split(":")

    assert {
        code
        for values in SYNONYMS.values()
        for code, words in values.items()
        if word.strip() in fold(words).split()
    } == set(codes.split())


@pytest.mark.parametrize(
    "word",
    [
        *("psychiatrist", "anesthesiologist", "retreat", "hospice", "palliative", "manic"),
        *("in", "nd", "kit", "fire", "guide", "series", "mobile", "empire", "independence", "beacon"),
    ],
)
def test_what_no_value_states_is_no_synonym(word):
    assert word not in SYNONYM_WORDS


PSYCHIATRISTS = [
    ("md", "Psychiatry"),
    ("do", "Child psychiatry"),
    ("md", "Psychiatry and Neurology, in psychiatry"),
]
OTHERS = [
    ("md", ""),
    ("md", "Family medicine"),
    ("md", "American Board of Psychiatry and Neurology (neurology)"),
    ("md", "Board eligible in psychiatry"),
    ("md", "Not board certified in psychiatry"),
    ("do", "Psychiatry, expired 2019"),
    ("md", "Neurology, American Board of Psychiatry & Neurology"),
    ("md", "Psychiatry resident"),
    ("md", "Board-qualified in psychiatry"),
    ("md", "Psychiatry (voluntarily surrendered)"),
    ("md", "Previously certified in psychiatry"),
    ("md", "Trained in psychiatry"),
    ("do", "Member of the American Psychiatric Association"),
    ("md", "Will sit the psychiatry boards in 2027"),
    ("pmhnp", "Psychiatric-mental health"),
    ("rn", "Psychiatry"),
    ("", "Psychiatry"),
]


def test_a_psychiatrist_is_a_physician_whose_board_is_psychiatry(names):
    people = [
        {"name": "Ann", "roles": [], "license": license, "board_certification": board}
        for license, board in PSYCHIATRISTS + OTHERS
    ]
    practice = {
        "name": "A practice",
        "setting": ["psychiatric_practice"],
        "training": [{"code": "other", "provider": "Psychiatry residency"}],
    }
    make_listings(
        [{"name": f"Clinic {number}", "practitioners": [one]} for number, one in enumerate(people)]
        + [practice]
    )

    assert sorted(names("q=psychiatrist")) == ["Clinic 0", "Clinic 1", "Clinic 2"]


@pytest.mark.parametrize(
    ("typed", "board", "license"),
    [
        ("psychiatrist", "psychiatry", "md"),
        ("child psychiatrist", "child_psychiatry", "do"),
        ("anesthesiologist", "anesthesiology", "md"),
        ("ER doctor", "emergency", "md"),
        ("board certified", "family", "md"),
        ("pain medicine", "pain", "do"),
    ],
)
def test_a_specialist_is_found_by_the_coded_board(names, typed, board, license):
    make_listings(
        {"name": name, "practitioners": [{"name": "Ann", "roles": [], **facts}]}
        for name, facts in {
            "Stating": {"license": license, "boards": [board]},
            "Silent": {"license": license},
            "Denying": {"license": license, "boards": ["none"]},
        }.items()
    )

    assert names(f"q={typed}") == ["Stating"]


def test_a_nurse_with_the_board_is_no_psychiatrist(names):
    make_listing(practitioners=[{"name": "Ann", "roles": [], "license": "np", "boards": ["psychiatry"]}])

    assert names("q=psychiatrist") == []


def test_an_insurer_is_found_where_it_is_taken_by_the_clinic_or_in_one_way(names):
    make_listings(
        [
            {"name": "Taking", "insurers": [taken("bcbs")]},
            {"name": "Helping", "offerings": [{"insurers": [taken("bcbs", "out_of_network_help")]}]},
            {"name": "Refusing", "insurers": [taken("bcbs", "not_taken")]},
            {"name": "Silent", "insurers": [taken("bcbs", "")]},
        ]
    )

    assert sorted(names("q=Anthem")) == ["Helping", "Taking"]
    assert sorted(names("q=blue cross")) == ["Helping", "Taking"]


def test_a_states_name_of_medicaid_is_found_in_that_state(names):
    make_listings(
        [
            {"name": "Phoenix", "state": "AZ", "insurers": [taken("medicaid")]},
            {"name": "Austin", "state": "TX", "insurers": [taken("medicaid")]},
        ]
    )

    assert names("q=AHCCCS") == ["Phoenix"]


def test_what_an_offering_alone_states_is_found(names):
    make_listings(
        [
            {"name": "Stating", "route": ["iv"], "offerings": [{"route": "im"}, {"route": "iv"}]},
            {"name": "Silent", "route": ["iv"]},
        ]
    )

    assert names("q=shot") == ["Stating"]


def test_a_kind_of_condition_is_found_by_every_word_of_the_wider_one():
    for kind, parent in v.CONDITION_PARENTS.items():
        words = {*fold(str(kind.label)).split(), *fold(SYNONYMS["conditions"].get(kind, "")).split()}
        missing = [
            word for word in fold(str(parent.label)).split() if not any(says(word, one) for one in words)
        ]

        assert missing in ([], ["or", "drug"], ["drug"]), kind


@pytest.mark.parametrize(
    ("typed", "license", "board"),
    [
        ("anesthesiologist", "md", "Anesthesiology"),
        ("anesthesiologist", "do", "Anesthesiology and pain medicine"),
        ("doctor", "md", ""),
        ("doctor", "do", ""),
        ("board certified", "np", "Family nurse practitioner"),
        ("LMHC", "lpc", ""),
        ("LICSW", "lcsw", ""),
        ("nurse practitioner", "pmhnp", ""),
        ("nurse practitioner", "np", ""),
        ("nurse anesthetist", "crna", "Anesthesiology"),
    ],
)
def test_a_profession_finds_who_states_such_a_person(names, typed, license, board):
    person = {"name": "Ann", "roles": [], "license": license, "board_certification": board}
    make_listing(name="Stating", practitioners=[person])
    others = [{"name": "Bea", "roles": [], "license": one} for one in ("rn", "psychologist", "unlicensed")]
    make_listing(name="Silent", practitioners=[*others, {"name": "Bob", "roles": []}])

    assert names(f"q={typed}") == ["Stating"]


@pytest.mark.parametrize(
    "board", ["TBD", "Unknown", "uncertified", "exam scheduled", "Revoked", "Awaiting results"]
)
def test_what_is_no_certificate_is_not_found_as_one(names, board):
    make_listing(practitioners=[{"name": "Ann", "license": "md", "board_certification": board}])

    assert names("q=board certified") == []


def test_training_beside_a_certificate_takes_nothing_away(names):
    board = "Board certified in anesthesiology, fellowship in pain medicine"
    make_listing(
        name="Stating", practitioners=[{"name": "Ann", "license": "md", "board_certification": board}]
    )

    assert names("q=anesthesiologist") == ["Stating"]


def test_an_anesthetist_is_no_anesthesiologist(names):
    make_listing(
        practitioners=[
            {"name": "Ann", "roles": [], "license": "crna", "board_certification": "Anesthesiology"}
        ]
    )

    assert names("q=anesthesiologist") == []


def test_who_is_not_licensed_is_not_found_by_license(names):
    make_listing(practitioners=[{"name": "Ann", "roles": [], "license": "unlicensed"}])

    assert names("q=licensed clinician") == []


def test_availability_is_found_by_words_as_long_as_it_counts(names, today):
    for name, days in (("Fresh", 21), ("Stale", 22)):
        make_listing(
            name=name,
            at=timezone.now() - timedelta(days=100),
            availability="accepting",
            availability_on=today - timedelta(days=days),
        )

    assert names("q=accepting new patients") == ["Fresh"]


# ---- another release of the words


def test_words_of_an_older_release_are_made_again(names):
    make_listings(
        [
            {"name": "St. Brigid", "route": ["iv"]},
            {"name": "Untouched"},
        ]
    )
    before = Version.now()
    Listing.objects.filter(name="St. Brigid").update(
        search_text_a="st brigid", search_text_c="", codes=[], stated_counts=[]
    )
    Version.objects.update(index_release="older", number=before.number + 1)

    assert reindex_listings() == 1
    assert names("q=saint brigid drip") == ["St. Brigid"]
    assert names("route=iv") == ["St. Brigid"]
    assert Version.now().number == before.number + 2
    assert reindex_listings() == 0


def test_a_directory_without_listings_has_nothing_to_make_again(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert reindex_listings() == 0
