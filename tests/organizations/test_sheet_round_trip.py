"""A sheet that nobody changed changes nothing: of every invented clinic, and of drafts drawn at random."""

import io
import uuid

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.facts.spine import STATEMENTS
from directory.models import Clinic, Organization
from directory.organizations import sheet
from directory.publishing.snapshot import empty_snapshot


def changed_by_itself(sites):
    """(changed, refused) of the sheet of these sites, read back as it was written."""
    today = timezone.localdate()
    plan = sheet.plan(io.BytesIO(b"".join(sheet.lines(sites, today))), sites, today)
    changed = [
        {name: (old, one.content[name]) for name, old in one.site.draft.items() if old != one.content[name]}
        for one in plan.changed
    ]
    return changed, plan.refused


@pytest.mark.slow
@pytest.mark.django_db
def test_every_invented_clinic_comes_back_as_it_went(zip_codes, invented):
    chain = Organization.objects.create(name="All", slug="all")
    pks = list(Clinic.objects.order_by("pk").values_list("pk", flat=True)[: sheet.MAX_ROWS])
    Clinic.objects.filter(pk__in=pks).update(organization=chain)

    assert len(pks) > 50
    assert changed_by_itself(sheet.sites(chain)) == ([], [])


AWKWARD = ["=1+1", "'=1", "-", "+1", "@a", ";=1", "n/a", "none", "a;b|c\td", "“x”", "\n=1", '"', "'"]
ANY_SIGN = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
WORDS = st.text(ANY_SIGN, min_size=1, max_size=40) | st.sampled_from(AWKWARD)
FREE = ("alias", "about", "opening_hours", "complaints", "price_note", "dose_note")


@st.composite
def drafts(draw):
    """A draft that states some of everything that a form lets a person choose."""
    draft = empty_snapshot() | {"name": "Cedar", "city": "Denver", "state": "CO", "country": "US"}
    for name in draw(st.sets(st.sampled_from(FREE))):
        draft[name] = draw(WORDS)
    for name, statement in STATEMENTS.items():
        if name in draft and statement.kind in ("codes", "yes_no") and draw(st.booleans()):
            codes = [code for code, _label in statement.choices if code != "none"]
            if statement.kind == "yes_no":
                draft[name] = draw(st.booleans())
            elif codes:
                chosen = draw(st.sets(st.sampled_from(codes), max_size=3))
                draft[name] = [code for code in codes if code in chosen]
    if draw(st.booleans()):
        draft["session_price_low"] = draw(st.integers(0, 9999))
        draft["prices_as_of"] = "2026-11-01"
    return draft


@pytest.mark.slow
@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(drafts(), min_size=1, max_size=2))
def test_drafts_at_random_come_back_as_they_went(zip_codes, several):
    sites = [
        sheet.Site(Clinic(pk=number, uid=uuid.UUID(int=number)), None, False, draft)
        for number, draft in enumerate(several, start=1)
    ]

    assert changed_by_itself(sites) == ([], [])
