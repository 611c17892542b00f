"""Found by facets of an offering if and only if one offering has them all; each count is what choosing gives.

Random directories are searched three ways: by the index, by plain Python over the facts that were published,
and by SQL over the columns of the listings. A question has facets, and typed words that name other facets,
prices, a state, or what somebody does not want.
"""

from contextlib import contextmanager
from typing import NamedTuple

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from directory.facts.facets import FACETS
from directory.facts.vocabulary import NOT_STATED
from directory.index.index import COLUMNS, Index
from directory.models import Listing
from directory.search.query import Question
from directory.search.results import Results
from tests.support.factories import make_listings

pytestmark = pytest.mark.django_db

# Without shrinking, which would publish thousands of directories.
RANDOM = settings(
    max_examples=30,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TODAY = timezone.localdate()
# Facet → the part of an offering, and statement of the clinic, that has its codes; and a few of the codes.
PARTS = {
    "route": ("route", ["iv", "im", "esketamine_nasal"]),
    "format": ("format", ["alone", "group"]),
    "setting": ("setting", ["infusion_clinic", "therapy_office"]),
    "attendance": ("attendance", ["line_of_sight", "continuous_clinician"]),
    "monitoring": ("monitoring", ["blood_pressure", "heart_rate"]),
    "therapy_model": ("therapy_model", ["integrated_team", "coach"]),
    "stays_with": ("stays_with_you", ["rn", "lcsw"]),
}
PAYERS = ["aetna", "medicare"]
PRICES = [150, 450, 1300]
BANDS = {150: "under_200", 450: "400_to_599", 1300: "1200_or_more"}
OPTIONS = {
    **{facet: [*codes, NOT_STATED] for facet, (_part, codes) in PARTS.items()},
    "purpose": ["mood", "pain", "any", NOT_STATED],
    "insurer": [*PAYERS, NOT_STATED],
    "session_price": [*BANDS.values(), NOT_STATED],
    "payment": ["self_pay", "hsa_fsa", NOT_STATED],
    "condition": ["ocd", "mdd", NOT_STATED],
}
OF_LISTING = {"payment": "payment", "condition": "conditions"}
# What somebody types → the facet that it names, its codes, and whether those that state them go out.
PHRASES = {
    "IV infusion": ("route", ["iv"], False),
    "shot": ("route", ["im"], False),
    "I want Spravato": ("route", ["esketamine_nasal"], False),
    "no spravato": ("route", ["esketamine_nasal"], True),
    "not IV": ("route", ["iv"], True),
    "a coach": ("therapy_model", ["coach"], False),
    "blood pressure monitoring": ("monitoring", ["blood_pressure"], False),
    "in a group": ("format", ["group"], False),
    "not in a group": ("format", ["group"], True),
    "takes Aetna": ("insurer", ["aetna"], False),
    "medicare": ("insurer", ["medicare"], False),
    "under $400": ("session_price", ["under_200"], False),
    "up to $500 a session": ("session_price", ["under_200", "400_to_599"], False),
    "OCD": ("condition", ["ocd"], False),
    "for depression": ("condition", ["mdd"], False),
    "HSA card": ("payment", ["hsa_fsa"], False),
    "in Colorado": ("state", ["CO"], False),
    "Texas": ("state", ["TX"], False),
}
FILLERS = ["", "Hi, do you take people, ", "ketamine clinic "]


# ---- random directories and questions


def some(codes):
    return st.lists(st.sampled_from(codes), unique=True, max_size=2)


def one_or_none(codes):
    return st.sampled_from(["", *codes])


insurers = st.lists(
    st.fixed_dictionaries(
        {
            "payer": st.sampled_from(PAYERS),
            "network": st.sampled_from(["in_network", "out_of_network_help", "not_taken", ""]),
        }
    ),
    max_size=3,  # a payer may stand there twice: one plan is taken, and another is not
)
MANY = {"monitoring", "therapy_model", "stays_with_you"}  # parts of several codes
offerings = st.fixed_dictionaries(
    {part: some(codes) if part in MANY else one_or_none(codes) for part, codes in PARTS.values()}
    | {
        "purpose": one_or_none(["mood", "pain", "any"]),
        "insurers": insurers,
        "price_low": st.sampled_from([None, *PRICES]),
        "price_unit": st.sampled_from(["session", "month", "visit_with_exam"]),
        "prices_as_of": st.just(TODAY),
    }
)
clinics = st.fixed_dictionaries(
    {part: some(codes) for part, codes in PARTS.values()}
    | {name: some(OPTIONS[facet][:-1]) for facet, name in OF_LISTING.items()}
    | {
        "insurers": insurers,
        "state": st.sampled_from(["CO", "TX"]),
        "session_price_low": st.sampled_from([None, None, *PRICES]),
        "prices_as_of": st.just(TODAY),
        "offerings": st.lists(offerings, max_size=6),
    }
)
directories = st.lists(clinics, min_size=1, max_size=10)
phrases = st.lists(st.sampled_from(sorted(PHRASES)), max_size=3, unique_by=lambda one: PHRASES[one][::2])


@st.composite
def questions(draw):
    """A question, and a facet to count."""
    typed = draw(phrases)
    names = draw(st.lists(st.sampled_from(sorted(OPTIONS)), unique=True, max_size=3))
    options = (
        st.lists(st.sampled_from(OPTIONS[name]), min_size=1, max_size=2, unique=True) for name in names
    )
    chosen = {name: draw(option) for name, option in zip(names, options, strict=True)}
    return Asked(chosen, typed, draw(st.sampled_from(FILLERS)), draw(st.sampled_from(sorted(OPTIONS))))


class Asked(NamedTuple):
    """chosen: facet → codes. typed: keys of PHRASES. filler: stands before them. counted: a facet."""

    chosen: dict[str, list[str]]
    typed: list[str]
    filler: str
    counted: str

    @property
    def words(self):
        return self.filler + ", ".join(self.typed)

    @property
    def wanted(self):
        """Facet → codes, of what is chosen or typed."""
        return self.chosen | self.understood

    @property
    def understood(self):
        return {name: codes for name, codes, out in self._meant if not out}

    @property
    def is_plain(self):
        """False if an option is chosen of a facet that the words name, too: what is then found is no and."""
        return not self.chosen.keys() & self.understood.keys()

    @property
    def unwanted(self):
        return {name: codes for name, codes, out in self._meant if out}

    @property
    def _meant(self):
        return [PHRASES[phrase] for phrase in self.typed]


# ---- plain Python


def ways(clinic):
    """Facet → codes, for each offering of a clinic."""
    records = clinic["offerings"] or [{"route": route} for route in clinic["route"]] or [{}]
    several = [way(record, clinic) for record in records]
    price = clinic["session_price_low"]
    if price is not None and len(several) > 1:
        several.append({"session_price": {BANDS[price]}})
    elif price is not None and records[0].get("price_low") is None:
        several[0]["session_price"] = {BANDS[price]}
    return several


def way(record, clinic):
    codes = {}
    for facet, (part, _codes) in PARTS.items():
        own = record.get(part) or clinic[part]
        codes[facet] = {own} if isinstance(own, str) else set(own)
    purpose = record.get("purpose")
    codes["purpose"] = {"mood", "pain", "any"} if purpose == "any" else {purpose} - {"", None}
    named = record.get("insurers") or clinic["insurers"]
    answered = [one for one in named if one["network"]]
    codes["insurer"] = {one["payer"] if one["network"] != "not_taken" else "nobody" for one in answered}
    is_session = record.get("price_low") is not None and record["price_unit"] == "session"
    codes["session_price"] = {BANDS[record["price_low"]]} if is_session else set()
    return codes


def is_found(clinic, wanted, unwanted):
    several = ways(clinic)
    if any(one.get(facet, set()) & set(codes) for one in several for facet, codes in unwanted.items()):
        return False
    for facet, statement in OF_LISTING.items():
        codes = set(clinic[statement]) or {NOT_STATED}
        if facet in wanted and not codes & set(wanted[facet]):
            return False
    if "state" in wanted and clinic["state"] not in wanted["state"]:
        return False
    stated = {facet for one in several for facet, codes in one.items() if codes}
    return any(
        all(
            one.get(facet, set()) & set(codes) or (NOT_STATED in codes and facet not in stated)
            for facet, codes in wanted.items()
            if facet not in OF_LISTING and facet != "state"
        )
        for one in several
    )


# ---- SQL


def clinic_value(part):
    return f"COALESCE(defaults->'{part}', to_jsonb({part}))"


def codes_in_sql(facet, part, otherwise):
    own = f"record->'{part}'"
    return f"""
        SELECT id, place, '{facet}' AS facet, jsonb_array_elements_text(
            CASE WHEN {own} IS NULL OR {own} IN ('""', '[]') THEN {otherwise}
                 WHEN jsonb_typeof({own}) = 'array' THEN {own} ELSE jsonb_build_array({own}) END) AS code
        FROM way"""


def band_in_sql(dollars):
    return f"""CASE WHEN {dollars} < 200 THEN 'under_200' WHEN {dollars} < 400 THEN '200_to_399'
        WHEN {dollars} < 600 THEN '400_to_599' WHEN {dollars} < 800 THEN '600_to_799'
        WHEN {dollars} < 1200 THEN '800_to_1199' ELSE '1200_or_more' END"""


INSURERS = f"""CASE WHEN record->'insurers' IS NULL OR record->'insurers' = '[]'
    THEN {clinic_value("insurers")} ELSE record->'insurers' END"""
KEYS = f"""
WITH way AS (
    SELECT listing.*, place - 1 AS place, record, jsonb_array_length(records) AS many
    FROM directory_listing AS listing
    CROSS JOIN LATERAL (SELECT CASE
        WHEN offerings <> '[]' THEN offerings
        WHEN {clinic_value("route")} = '[]' THEN '[{{}}]'
        ELSE (SELECT jsonb_agg(jsonb_build_object('route', one))
              FROM jsonb_array_elements({clinic_value("route")}) AS one) END) AS every(records)
    CROSS JOIN LATERAL jsonb_array_elements(records) WITH ORDINALITY AS each(record, place)
), key AS (
    {" UNION ALL ".join(codes_in_sql(facet, part, clinic_value(part)) for facet, (part, _c) in PARTS.items())}
    UNION ALL {codes_in_sql("purpose", "purpose", "'[]'")}
    UNION ALL SELECT id, place, 'purpose', either FROM way, unnest(ARRAY['mood', 'pain']) AS either
        WHERE record->>'purpose' = 'any'
    UNION ALL SELECT id, place, 'insurer',
        CASE WHEN one->>'network' = 'not_taken' THEN 'nobody' ELSE one->>'payer' END
        FROM way, jsonb_array_elements({INSURERS}) AS one WHERE one->>'network' <> ''
    UNION ALL SELECT id, place, 'session_price', {band_in_sql("(record->>'price_low')::int")}
        FROM way WHERE record->>'price_low' IS NOT NULL AND record->>'price_unit' = 'session'
    UNION ALL SELECT id, place, 'session_price', {band_in_sql("session_price_low")}
        FROM way WHERE session_price_low IS NOT NULL AND many = 1 AND record->>'price_low' IS NULL
    UNION ALL SELECT id, many, 'session_price', {band_in_sql("session_price_low")}
        FROM way WHERE session_price_low IS NOT NULL AND many > 1
), at AS (SELECT id, place FROM way UNION SELECT id, place FROM key)
"""


def ids_in_sql(asked):
    conditions, values = conditions_in_sql(asked.wanted, asked.unwanted)
    with connection.cursor() as cursor:
        cursor.execute(f"{KEYS} SELECT DISTINCT id FROM at WHERE {conditions}", values)
        return {pk for (pk,) in cursor.fetchall()}


def counts_in_sql(asked, facet):
    """Code → how many listings have it, and all that is asked for but this facet. Of offerings only."""
    others = {name: codes for name, codes in asked.chosen.items() if name != facet}
    conditions, values = conditions_in_sql(others | asked.understood, asked.unwanted)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{KEYS} SELECT code, count(DISTINCT at.id) FROM at JOIN key USING (id, place)"
            f" WHERE facet = %s AND {conditions} GROUP BY code",
            [facet, *values],
        )
        return dict(cursor.fetchall())


def conditions_in_sql(wanted, unwanted):
    conditions, values = ["TRUE"], []
    for facet, codes in wanted.items():
        if facet in OF_LISTING:
            column = OF_LISTING[facet]
            conditions.append(
                f"at.id IN (SELECT id FROM directory_listing WHERE {column} && %s::varchar[]"
                f" OR (%s AND {column} = '{{}}'))"
            )
            values += [codes, NOT_STATED in codes]
        elif facet == "state":
            conditions.append("at.id IN (SELECT id FROM directory_listing WHERE state = ANY(%s))")
            values.append(codes)
        else:
            conditions.append(
                "(EXISTS (SELECT FROM key AS own WHERE own.id = at.id AND own.place = at.place"
                " AND own.facet = %s AND own.code = ANY(%s))"
                " OR (%s AND NOT EXISTS (SELECT FROM key AS own WHERE own.id = at.id AND own.facet = %s)))"
            )
            values += [facet, codes, NOT_STATED in codes, facet]
    for facet, codes in unwanted.items():
        conditions.append(
            "NOT EXISTS (SELECT FROM key AS own"
            " WHERE own.id = at.id AND own.facet = %s AND own.code = ANY(%s))"
        )
        values += [facet, codes]
    return " AND ".join(conditions), values


# ---- the three agree


@contextmanager
def published(directory):
    """(the ids of the listings of a directory in its order, an Index of them); all is undone afterward."""
    with transaction.atomic():
        ids = [listing.pk for listing in make_listings(directory)]
        yield ids, Index(history=None).updated(1, Listing.objects.values_list(*COLUMNS))
        transaction.set_rollback(True)


def results(index, asked, **more):
    """more: facet → codes that are chosen instead"""
    facets = {name: tuple(codes) for name, codes in (asked.chosen | more).items()}
    return Results(Question(q=asked.words, facets=facets), index, TODAY)


@pytest.mark.slow
@RANDOM
@given(directory=directories, several=st.lists(questions(), min_size=10, max_size=10))
def test_index_python_and_sql_agree_on_random_directories(directory, several):
    with published(directory) as (ids, index):
        for asked in several:
            expected = {
                pk
                for pk, clinic in zip(ids, directory, strict=True)
                if is_found(clinic, asked.wanted, asked.unwanted)
            }

            assert ids_in_sql(asked) == expected, asked
            if asked.is_plain:
                assert set(results(index, asked).matches.ids) == expected, asked


@pytest.mark.slow
@RANDOM
@given(directory=directories, several=st.lists(questions(), min_size=14, max_size=14))
def test_every_count_is_what_choosing_the_option_finds(directory, several):
    """420 questions: all counts of one facet are what choosing gives.

    Of those that are plain, more than 300, they are what plain Python and SQL count.
    """
    with published(directory) as (_ids, index):
        for asked in several:
            facet = asked.counted
            every = results(index, asked).matches.counts(FACETS[facet])
            counts = {code: count for code, count in every.items() if code in OPTIONS[facet]}

            assert counts == {code: results(index, asked, **{facet: [code]}).total for code in counts}, asked
            if not asked.is_plain or facet in asked.understood:
                continue
            assert counts == counts_in_python(directory, asked, facet), asked
            if facet not in OF_LISTING:
                in_sql = counts_in_sql(asked, facet)
                stated = [code for code in counts if code != NOT_STATED]
                assert {code: counts[code] for code in stated} == {
                    code: in_sql.get(code, 0) for code in stated
                }


def counts_in_python(directory, asked, facet):
    return {
        code: sum(
            is_found(clinic, asked.chosen | {facet: [code]} | asked.understood, asked.unwanted)
            for clinic in directory
        )
        for code in OPTIONS[facet]
    }
