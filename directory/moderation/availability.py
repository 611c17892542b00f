"""Availability: whether a clinic takes patients. Members publish it at once, a moderator can take it back.

Nobody decides on it: a rule does, so it is a submission like any other (Submission.Act.AVAILABILITY), whose
content is what is published with three statements changed. Limits keep a listing from flapping.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory import roles
from directory.facts.vocabulary import Availability, SubmissionState
from directory.mail import availability_letter
from directory.models import Clinic, Listing, Submission
from directory.moderation.errors import RefusedError
from directory.moderation.publication import AVAILABILITY_STATEMENTS, locked_listing, publish_act
from directory.moderation.right_to_decide import require_right_to_decide
from directory.publishing import publish
from directory.publishing.permissions import Permissions
from directory.publishing.snapshot import Snapshot, snapshot_of_listing
from directory.wording import values


class Limit(NamedTuple):
    """How many times the members of a clinic may change its availability within some days, today included."""

    changes: int
    days: int


LIMITS = (Limit(changes=3, days=1), Limit(changes=12, days=30))


class TooOftenError(RefusedError):
    """A change over one of the LIMITS. `again_on`: the first day on which a change is possible again."""

    def __init__(self, limit: Limit, again_on: date):
        super().__init__(_limit_sentence(limit, again_on))
        self.again_on = again_on


class Stated(NamedTuple):
    """The three statements of an availability, as a snapshot has them."""

    availability: str
    waitlist_weeks: int | None
    availability_on: str | None  # ISO date


class _Version(NamedTuple):
    pk: int
    act: str
    published_at: datetime
    stated: Stated


# ---- by a member


@transaction.atomic
def update(
    *, listing: Listing, by: User, availability: str, waitlist_weeks: int | None, at: datetime | None = None
) -> Submission | None:
    """A member says whether the clinic takes patients today. Returns the Submission that published it.

    The working copy says the same from then on, and so does a submission that waits.

    availability    a code of Availability
    waitlist_weeks  for a waiting list only; None where the clinic does not say how long it is
    returns         None where the listing says so as of today already
    raises          PermissionDenied for a person who is no member of the clinic; TooOftenError over a limit;
                    RefusedError where the listing is taken down, or for values that break a rule
    """
    at = at or timezone.now()
    clinic, listing = locked_listing(listing)
    roles.require_member(by, clinic)
    if availability not in Availability.values:
        raise RefusedError(_("Say whether you take new patients."))
    before, today = snapshot_of_listing(listing), timezone.localdate(at)
    stated = Stated(availability, waitlist_weeks, today.isoformat())
    if _stated_in(before)[:2] == stated[:2]:
        if listing.availability_stated_on == today:
            _carry_over(clinic, _stated_in(before))
            return None
    else:
        _refuse_flapping(_versions(clinic.pk), today)
    submission, published = publish_act(
        Submission.Act.AVAILABILITY,
        cast(Snapshot, before | stated._asdict()),
        clinic=clinic,
        decided_by=None,
        at=at,
        origin=Submission.Origin.PORTAL,
        terms=listing.terms,
        submitted_by=by,
    )
    _carry_over(clinic, stated, version=published.version)
    return submission


def _refuse_flapping(versions: Sequence[_Version], today: date) -> None:
    """Raise TooOftenError if one more change today is over a limit. Renewing the date is no change."""
    changed_on = sorted(
        (
            timezone.localdate(after.published_at)
            for before, after in pairwise(versions)
            if after.act == Submission.Act.AVAILABILITY and after.stated[:2] != before.stated[:2]
        ),
        reverse=True,
    )
    refused = []
    for limit in LIMITS:
        if len(changed_on) >= limit.changes:
            again_on = changed_on[limit.changes - 1] + timedelta(days=limit.days)
            if again_on > today:
                refused.append((again_on, limit))
    if refused:
        again_on, limit = max(refused)
        raise TooOftenError(limit, again_on)


def _limit_sentence(limit: Limit, again_on: date) -> str:
    if limit.days == 1:
        sentence = ngettext(
            "You can change this %(count)s time a day. You can change it again on %(day)s.",
            "You can change this %(count)s times a day. You can change it again on %(day)s.",
            limit.changes,
        )
    else:
        sentence = ngettext(
            "You can change this %(count)s time in %(days)s days. You can change it again on %(day)s.",
            "You can change this %(count)s times in %(days)s days. You can change it again on %(day)s.",
            limit.changes,
        )
    return sentence % {"count": limit.changes, "days": limit.days, "day": values.day(again_on)}


# ---- by a moderator


@transaction.atomic
def take_back(*, submission: Submission, by: User, words: str = "", at: datetime | None = None) -> Submission:
    """A moderator takes back what members published last; the listing says again what it said before.

    The members get a letter with the words. Everything that was published since stays published.

    submission  the Submission that published it, see `latest_act`
    words       for the members, and for the public history
    raises      RefusedError where the availability was changed, or taken back, since
    """
    at = at or timezone.now()
    clinic, listing = locked_listing(Listing.objects.get(clinic=submission.clinic_id))
    require_right_to_decide(by, [clinic])
    last = _last_act(_versions(clinic.pk))
    if last is None or last.act.pk != submission.pk:
        raise RefusedError(_("This was changed or taken back since then. Look at the versions again."))
    earlier = Submission.objects.get(pk=last.said_before)
    undone, published = publish_act(
        Submission.Act.AVAILABILITY_UNDONE,
        cast(Snapshot, snapshot_of_listing(listing) | last.before._asdict()),
        clinic=clinic,
        decided_by=by,
        at=at,
        origin=earlier.origin,
        **Permissions.of(listing)._asdict(),
        submitted_by=by,
        words=words,
        again=earlier.again or earlier,
    )
    if published.origin != listing.origin:  # an import that said it before did not make all the rest
        publish.set_origin(published, origin=listing.origin, confirmed_on=published.confirmed_on)
    _carry_over(clinic, last.before, version=published.version, where=last.act.stated)
    availability_letter.taken_back(published, undone)
    return undone


def latest_act(clinic: int) -> int | None:
    """The id of the Submission that `take_back` can take back: the last one of a clinic, else None.

    clinic  id. One query.
    """
    last = _last_act(_versions(clinic))
    return last.act.pk if last else None


class _LastAct(NamedTuple):
    act: _Version
    before: Stated
    said_before: int  # id of the Submission that published what was stated before the act


def _last_act(versions: Sequence[_Version]) -> _LastAct | None:
    """The latest act that was not taken back, if no other publication has changed its values since."""
    standing: list[_LastAct] = []
    before, said_by = Stated("", None, None), 0
    for version in versions:
        if version.act == Submission.Act.AVAILABILITY:
            standing.append(_LastAct(version, before, said_by))
        elif version.act == Submission.Act.AVAILABILITY_UNDONE and standing:
            before, said_by = standing[-1].before, standing[-1].said_before
            standing.pop()
            continue
        elif version.stated != before:
            standing.clear()
        if version.stated != before or not said_by:
            before, said_by = version.stated, version.pk
    return standing[-1] if standing else None


# ---- what both share


def _carry_over(
    clinic: Clinic, stated: Stated, *, version: int | None = None, where: Stated | None = None
) -> None:
    """State the same in the working copy and in what waits, so that sending or approving it changes nothing.

    version  the version that was published now: what waits, made on the one before, counts as made on it
    where    carry it over only to what states this
    """
    columns = stated._asdict() | {"availability_on": stated.availability_on or None}
    copies = Clinic.objects.filter(pk=clinic.pk)
    (copies.filter(**where._asdict()) if where else copies).update(**columns)
    waiting = Submission.objects.filter(clinic=clinic, state=SubmissionState.PENDING).first()
    if waiting is None:
        return
    if where is None or _stated_in(waiting.content) == where:
        waiting.content = waiting.content | stated._asdict()
    if version is not None and waiting.based_on == version - 1:
        waiting.based_on = version
    waiting.save(update_fields=["content", "based_on"])


def _stated_in(snapshot: Any) -> Stated:
    return Stated(
        snapshot.get("availability") or "", snapshot.get("waitlist_weeks"), snapshot.get("availability_on")
    )


def _versions(clinic: int) -> list[_Version]:
    """Every published version of a clinic with its availability, first version first. One query."""
    return list(_read_versions(clinic))


def _read_versions(clinic: int) -> Iterator[_Version]:
    rows = Submission.objects.filter(clinic=clinic).approved().order_by("listing_version")
    columns = [f"content__{name}" for name in AVAILABILITY_STATEMENTS]
    for pk, act, at, sent_back, *stated in rows.values_list("pk", "act", "decided_at", "sent_back", *columns):
        content = dict(zip(AVAILABILITY_STATEMENTS, stated, strict=True))
        content |= {name: sent_back[name] for name in AVAILABILITY_STATEMENTS if name in sent_back}
        yield _Version(pk, act, at, _stated_in(content))
