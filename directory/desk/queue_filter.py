"""The filter of the queue: read from an address, written back into one, applied to waiting submissions.

It stays in the address from page to page, goes along to a submission, and comes back after the decision.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.db.models import F, Func, IntegerField, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from directory import roles
from directory.exchange.cells.phone import parse_phone
from directory.facts.vocabulary import State, SubmissionState
from directory.models import Submission, Taken
from directory.models.submission import SubmissionKind, SubmissionQuerySet, proposed_by
from directory.moderation import deadlines, stored_findings

SORTS = {
    "": _("Due first"),
    "newest": _("Newest first"),
    "name": _("Name"),
    "findings": _("Most findings"),
    "size": _("Most changes"),
}
AGES = {"overdue": _("Overdue"), "today": _("Due today"), "newer": _("Due later")}
FINDINGS = {"none": _("No findings"), "some": _("Some findings")}
HOLDERS = {"me": _("I have it"), "free": _("No one has it")}
FILE = "file:"  # before the name of a file or register, as a source
MIN_PHONE_DIGITS = 7
MAX_SUBMISSION_DIGITS = 18


@dataclass(frozen=True)
class QueueFilter:
    """What is shown of the queue, and in which order. "" for each part that is not filtered.

    kind      a SubmissionKind
    source    a Submission.Origin, or "file:" and the name of the file or register
    findings  of FINDINGS, or the code of a check
    state     a State
    age       of AGES
    holder    of HOLDERS
    q         a name, town, phone, e-mail, NPI or the number of the submission
    sort      of SORTS
    """

    kind: str = ""
    source: str = ""
    findings: str = ""
    state: str = ""
    age: str = ""
    holder: str = ""
    q: str = ""
    sort: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "QueueFilter":
        """The filter that a query string asks for; raises ValueError for a choice that there is not."""
        parts = {name: given.get(name, "").replace("\0", "").strip() for name in asdict(cls())}
        parts["q"] = " ".join(parts["q"].split())[:200]
        choices = {
            "kind": SubmissionKind.values,
            "state": State.values,
            "age": AGES,
            "holder": HOLDERS,
            "sort": SORTS,
        }
        for name, allowed in choices.items():
            if parts[name] and parts[name] not in allowed:
                raise ValueError(name)
        if parts["source"] not in ("", *Submission.Origin.values) and not parts["source"].startswith(FILE):
            raise ValueError("source")
        if not re.fullmatch(r"[a-z_]{0,40}", parts["findings"]):
            raise ValueError("findings")
        return cls(**parts)

    @classmethod
    def along(cls, request) -> "QueueFilter":
        """The filter that a page of one submission carries along in its address; none for a wrong one."""
        try:
            return cls.read(request.GET)
        except ValueError:
            return cls()

    @property
    def query(self) -> str:
        """As a query string without "?"; "" if nothing is asked for."""
        return urlencode({name: value for name, value in asdict(self).items() if value})

    @property
    def suffix(self) -> str:
        """What is added to an address, so that it carries the filter along: "?kind=first", or ""."""
        return f"?{self.query}" if self.query else ""

    @property
    def narrows(self) -> bool:
        """True if it leaves anything out."""
        return any(value for name, value in asdict(self).items() if name != "sort")

    @property
    def reads_findings(self) -> bool:
        """True if all that waits must be checked before it can be applied."""
        return bool(self.findings) or self.sort in ("findings", "size")

    def apply(self, submissions: SubmissionQuerySet, user) -> SubmissionQuerySet:
        """The submissions that it shows, in its order. Findings are read as stored: see `refresh`."""
        shown = self._apply_all_but_findings(submissions.with_kind(), user)
        if self.findings == "none":
            shown = shown.filter(findings=[])
        elif self.findings == "some":
            shown = shown.exclude(findings=[])
        elif self.findings:
            shown = shown.filter(findings__contains=[{"code": self.findings}])
        return _in_order(shown, self.sort)

    def refresh(self, submissions: SubmissionQuerySet, user) -> list[int]:
        """Bring what `apply` reads up to date. Returns the ids of those for which there was no time."""
        return stored_findings.refresh(self._apply_all_but_findings(submissions.with_kind(), user))

    def _apply_all_but_findings(self, submissions, user):
        now = timezone.now()
        if self.kind:
            submissions = submissions.filter(kind=self.kind)
        if self.source.startswith(FILE):
            submissions = submissions.filter(source=self.source.removeprefix(FILE))
        elif self.source:
            submissions = submissions.filter(origin=self.source)
        if self.state:
            submissions = submissions.filter(content__state=self.state)
        if self.age:
            submissions = submissions.alias(queued=QUEUED).filter(_of_age(self.age))
        if self.holder == "me":
            held = Taken.objects.holding(now).filter(taken_by=user)
            submissions = submissions.filter(pk__in=held.values("submission"))
        elif self.holder:
            held = Taken.objects.holding(now).filter(submission__isnull=False)
            submissions = submissions.exclude(pk__in=held.values("submission"))
        return submissions.filter(_says(self.q)) if self.q else submissions


QUEUED = Coalesce("opened_at", "submitted_at")  # Submission.queued_at


def _of_age(age):
    """A Q for submissions with their moment `queued`."""
    today = timezone.localdate()
    overdue_since = deadlines.overdue_since(today)
    overdue_tomorrow = deadlines.overdue_since(today + timedelta(days=1))
    return {
        "overdue": Q(queued__lt=overdue_since),
        "today": Q(queued__gte=overdue_since, queued__lt=overdue_tomorrow),
        "newer": Q(queued__gte=overdue_tomorrow),
    }[age]


def _says(words):
    """A Q for submissions of which the words are a name, town, phone, e-mail, NPI or number."""
    says = Q()
    for name in ("name", "alias", "city", "organization"):
        says |= Q(**{f"content__{name}__icontains": words})
    digits = re.sub(r"\D", "", words)
    if phone := parse_phone(words):
        says |= Q(content__phone=phone.number)
    elif len(digits) >= MIN_PHONE_DIGITS and not re.search(r"[^\W\d_]", words):
        says |= Q(content__phone__endswith=digits)
    if "@" in words:
        says |= Q(content__email__iexact=words) | Q(submitted_by__email__iexact=words)
    if re.fullmatch(r"#?\d+", words) and len(digits) <= MAX_SUBMISSION_DIGITS:
        says |= Q(pk=int(digits))
        says |= Q(content__npi=digits) | Q(content__practitioners__contains=[{"npi": digits}])
    return says


def _in_order(submissions, sort):
    queued = QUEUED.asc()
    if sort == "newest":
        return submissions.order_by(QUEUED.desc(), "-pk")
    if sort == "name":
        return submissions.order_by(Lower(KT("content__name")), "pk")
    if sort == "findings":
        count = Func(F("findings"), function="jsonb_array_length", output_field=IntegerField())
        return submissions.order_by(count.desc(), queued, "pk")
    if sort == "size":
        return submissions.order_by(F("changed_statements").desc(nulls_last=True), queued, "pk")
    return submissions.order_by(queued, "pk")


def next_after(sent: Submission, user, shown: QueueFilter) -> int | None:
    """The id of the submission after `sent` that the filter shows, and then from the top. One query.

    Left out are those on which this moderator may not decide, and those that another moderator has.
    """
    others = Taken.objects.holding(timezone.now()).filter(submission__isnull=False).exclude(taken_by=user)
    submissions = Submission.objects.filter(Q(state=SubmissionState.PENDING) | Q(pk=sent.pk))
    open_to_user = submissions.exclude(
        ~Q(pk=sent.pk)
        & (
            Q(clinic__organization__in=roles.organizations(user))
            | proposed_by(user)
            | Q(pk__in=others.values("submission"))
        )
    )
    ids = list(shown.apply(open_to_user, user).values_list("pk", flat=True))
    if sent.pk not in ids:
        return ids[0] if ids else None
    place = ids.index(sent.pk)
    following = ids[place + 1 :] + ids[:place]
    return following[0] if following else None
