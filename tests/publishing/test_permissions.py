"""The source, license and terms of a listing are right in every way in which it can change, and go back."""

import pytest

from directory.facts.terms import EDITION
from directory.merging.content import KEPT, MERGED
from directory.merging.merge import merge
from directory.merging.undo import undo_merge
from directory.models import Clinic, Listing, Merge, Submission
from directory.moderation import availability, decisions, undoing
from tests.support.factories import (
    judge,
    make_clinic,
    make_listing,
    make_moderator,
    make_owner,
    make_submission,
)

pytestmark = pytest.mark.django_db

CC0, CC_BY = "cc0-1.0", "cc-by-4.0"
LONG = "A list with a long name " * 5


# ---- what can happen to a listing; each takes its clinic, and publishes


def imports(source, license_, **facts):
    sent = {"origin": "import", "source": source, "source_license": license_}
    return lambda clinic: make_listing(clinic, **sent, **facts)


def sends(terms=EDITION, **facts):
    return lambda clinic: make_listing(clinic, terms=terms, **facts)


def suggests(**facts):
    return lambda clinic: make_listing(clinic, origin="proposal", **facts)


def approves_without_words(origin, source="", license_="", terms=None, **facts):
    def act(clinic):
        sent = {"origin": origin, "source": source, "source_license": license_, "terms": terms}
        one = make_submission(clinic, **sent, **facts)
        decisions.approve_some(submission=one, back=["about"], words="Why?", by=judge())

    return act


def confirms(terms=""):
    def act(clinic):
        decisions.confirm(listing=Listing.objects.get(clinic=clinic), by=None, accepted_terms=terms)

    return act


def says_availability(clinic):
    listing = Listing.objects.get(clinic=clinic)
    owner = make_owner(clinic)
    availability.update(listing=listing, by=owner, availability="accepting", waitlist_weeks=None)


def restores(version):
    def act(clinic):
        older = Submission.objects.get(clinic=clinic, listing_version=version)
        one = decisions.submit_again(submission=older, by=judge())
        decisions.approve(submissions=[one], by=judge())

    return act


def merges(*acts, about=MERGED, name="Gull House"):
    def act(clinic):
        other = make_clinic(name=name, website="https://gull.example/")
        for one in acts:
            one(other)
        merge(kept=clinic.pk, merged=other.pk, choices={"about": about}, by=make_moderator())

    return act


A, B = imports("A", CC_BY, about="Words of A."), imports("B", CC0, phone="+13035550142")
FREE = imports("A", CC0, about="Words of A.")
OLD = sends("", about="Ours, before there were terms.")
OURS = sends(about="Ours.")
THEIRS = sends(about="Theirs.")

# What happened → (own words, source, license, terms, whether the words are withheld)
AFTERWARD = {
    "import": ([A], ("Words of A.", "A", CC_BY, "", False)),
    "import, import": ([A, B], ("Words of A.", "A; B", CC_BY, "", False)),
    "import, import, import": ([A, B, B], ("Words of A.", "A; B", CC_BY, "", False)),
    "import, import, first again": ([A, B, A], ("Words of A.", "A; B", CC_BY, "", False)),
    "free import, import": ([FREE, B], ("Words of A.", "B", CC0, "", False)),
    "import with words over an import": (
        [A, imports("B", CC0, about="Words of B.")],
        ("Words of B.", "B", CC0, "", False),
    ),
    "import over an import of before there were licenses": (
        [imports("A", "", about="Words of A."), B],
        ("Words of A.", "B", "", "", True),
    ),
    "the same source, with a license by now": (
        [imports("A", "", about="Words of A."), imports("A", CC0)],
        ("Words of A.", "A", CC0, "", False),
    ),
    "import, import, too long": (
        [imports(LONG, CC_BY, about="Words of A."), imports(f"Another {LONG[:99]}", CC0)],
        ("Words of A.", f"Another {LONG[:99]}", "", "", True),
    ),
    "import over a clinic of before there were terms": (
        [OLD, B],
        ("Ours, before there were terms.", "B", CC0, "", True),
    ),
    "import over a clinic": ([OURS, B], ("Ours.", "B", CC0, EDITION, False)),
    "import with words over a clinic": ([OURS, A], ("Words of A.", "A", CC_BY, "", False)),
    "the clinic sends": ([A, sends(phone="+13035550142")], ("Words of A.", "A", CC_BY, EDITION, False)),
    "the clinic sends words": ([A, B, OURS], ("Ours.", "A; B", CC_BY, EDITION, False)),
    "the clinic confirms": ([A, B, confirms()], ("Words of A.", "A; B", CC_BY, "", False)),
    "the clinic confirms, with terms": (
        [OLD, B, confirms(EDITION)],
        ("Ours, before there were terms.", "B", CC0, EDITION, False),
    ),
    "the clinic changes words for which it had accepted terms by confirming": (
        [OLD, confirms(EDITION), sends("", about="New.")],
        ("New.", "", "", "", True),
    ),
    "the clinic says its availability": (
        [A, B, says_availability],
        ("Words of A.", "A; B", CC_BY, "", False),
    ),
    "a moderator sends the words of the clinic back": (
        [OLD, approves_without_words("portal", about="New.", phone="+13035550142")],
        ("Ours, before there were terms.", "", "", "", True),
    ),
    "a moderator sends the words of an import back": (
        [A, approves_without_words("import", "B", CC0, about="Words of B.", phone="+13035550142")],
        ("Words of A.", "A; B", CC_BY, "", False),
    ),
    "a reader's suggestion": ([suggests(about="A reader.")], ("A reader.", "", "", "", True)),
    "a reader's suggestion over an import": (
        [A, B, suggests(phone="+13035550143")],
        ("Words of A.", "A; B", CC_BY, "", False),
    ),
    "a reader's words over an import": ([A, suggests(about="A reader.")], ("A reader.", "A", "", "", True)),
    "a reader's words over a clinic": ([OURS, suggests(about="A reader.")], ("A reader.", "", "", "", True)),
    "an import over a reader's words": (
        [suggests(about="A reader."), B],
        ("A reader.", "B", "", "", True),
    ),
    "an earlier version restored": (
        [A, B, imports("C", CC0, about=""), restores(2)],
        ("Words of A.", "A; B", CC_BY, "", False),
    ),
    "a version of the clinic restored": ([A, OURS, A, restores(2)], ("Ours.", "A", CC_BY, EDITION, False)),
    "words of before there were terms restored with an import": (
        [OLD, B, A, restores(2)],
        ("Ours, before there were terms.", "B", "", "", True),
    ),
    "a merge with words of before there were terms restored": (
        [FREE, merges(sends("", about="Theirs.")), OURS, restores(2)],
        ("Theirs.", "A", "", "", True),
    ),
    "merged with a clinic": ([A, merges(THEIRS)], ("Theirs.", "A", CC_BY, EDITION, False)),
    "merged, words kept": ([A, merges(THEIRS, about=KEPT)], ("Words of A.", "A", CC_BY, "", False)),
    "merged with an import": (
        [A, merges(imports("D", CC_BY, about="Words of D."))],
        ("Words of D.", "A; D", CC_BY, "", False),
    ),
    "merged with a free import, words kept": (
        [A, merges(imports("D", CC0, about="Words of D."), about=KEPT)],
        ("Words of A.", "A; D", CC_BY, "", False),
    ),
    "a clinic merged with an import": (
        [OURS, merges(imports("D", CC_BY, about="Words of D."))],
        ("Words of D.", "D", CC_BY, "", False),
    ),
    "merged with words of before there were terms": (
        [A, merges(sends("", about="Theirs."))],
        ("Theirs.", "A", CC_BY, "", True),
    ),
    "merged with a reader's words": ([A, merges(suggests(about="R."))], ("R.", "A", "", "", True)),
    "merged, then imported": (
        [A, merges(imports("D", CC_BY, about="Words of D.")), B],
        ("Words of D.", "A; D; B", CC_BY, "", False),
    ),
}


def permissions(clinic):
    one = Listing.objects.get(clinic=clinic)
    return one.about, one.source, one.source_license, one.terms, one.withholds_own_words


def undo_last(clinic):
    """Take back what published the latest version."""
    latest = Submission.objects.filter(clinic=clinic).approved().first()
    by, act = make_moderator(), latest.act
    if act == Submission.Act.MERGED:
        undo_merge(merge=Merge.objects.filter(kept=clinic).latest("pk"), by=by)
    elif act == Submission.Act.AVAILABILITY:
        availability.take_back(submission=latest, by=by)
    else:
        undoing.undo_publication(submission=latest, by=by)


@pytest.mark.parametrize(("acts", "afterward"), AFTERWARD.values(), ids=AFTERWARD)
def test_the_permissions_are_those_of_what_is_shown_and_an_undo_gives_them_back(acts, afterward):
    clinic = make_clinic(name="Tern House")
    before, versions = [], []
    for act in acts:
        act(clinic)
        clinic = Clinic.objects.get(pk=clinic.pk)
        before.append(permissions(clinic))
        versions.append(Listing.objects.get(clinic=clinic).version)

    assert permissions(clinic) == afterward

    if len(acts) > 1 and versions[-1] > versions[-2]:  # the last act has published
        undo_last(clinic)
        assert permissions(clinic) == before[-2]


def test_words_of_before_there_were_terms_are_withheld_after_two_undos():
    clinic = make_clinic(name="Tern House")
    for act in (A, OLD, B):
        act(clinic)
    for _undo in range(2):
        THEIRS(clinic)
        clinic = Clinic.objects.get(pk=clinic.pk)
        undo_last(clinic)
        Submission.objects.filter(clinic=clinic, state="pending").delete()

        assert permissions(clinic) == ("Ours, before there were terms.", "B", CC0, "", True)


def test_words_of_before_there_were_terms_are_withheld_after_a_merge_and_an_undo():
    clinic = make_clinic(name="Tern House")
    for act in (FREE, merges(sends("", about="Theirs."))):
        act(clinic)
    before = permissions(clinic), Listing.objects.get(clinic=clinic).stated_on["about"]
    OURS(clinic)

    undo_last(Clinic.objects.get(pk=clinic.pk))

    assert (permissions(clinic), Listing.objects.get(clinic=clinic).stated_on["about"]) == before
    assert before[0] == ("Theirs.", "A", CC0, "", True)
