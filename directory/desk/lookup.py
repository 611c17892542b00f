"""Look up anything: one box for every name, number and address that a letter, a call or a page may hold."""

import re
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import BooleanField, Case, Q, When
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory import short_code
from directory.desk.clinics import listing_status, with_status
from directory.exchange.cells.phone import parse_phone
from directory.matching.contact_details import website_domain
from directory.models import (
    Claim,
    Clinic,
    FormerSlug,
    Listing,
    Membership,
    Organization,
    Practitioner,
    Report,
    Submission,
)
from directory.web import admin_sites

MAX_RESULTS = 20  # of each group
MAX_CHARACTERS = 200
MIN_LETTERS = 2  # of a name or town
MIN_PHONE_DIGITS = 7
MAX_NUMBER_DIGITS = 18  # of a submission


@dataclass(frozen=True)
class Typed:
    """What a person typed into the box, read in every way that it can be meant. "" or None: not that."""

    words: str

    @cached_property
    def text(self):
        """As a part of a name or town."""
        return self.words if len(self.words) >= MIN_LETTERS and not self.uid and "@" not in self.words else ""

    @cached_property
    def digits(self):
        return re.sub(r"\D", "", self.words) if not re.search(r"[^\W\d_]", self.words) else ""

    @cached_property
    def phone(self):
        parsed = parse_phone(self.words)
        return parsed.number if parsed else ""

    @cached_property
    def end_of_phone(self):
        return self.digits if len(self.digits) >= MIN_PHONE_DIGITS and not self.phone else ""

    @cached_property
    def npi(self):
        return self.digits if len(self.digits) == 10 else ""

    @cached_property
    def number(self):
        is_number = re.fullmatch(r"#?[0-9]+", self.words) and len(self.digits) <= MAX_NUMBER_DIGITS
        return int(self.digits) if is_number else None

    @cached_property
    def license_number(self):
        has_digit = re.search(r"\d", self.words)
        return self.words if has_digit and len(self.words) <= 40 and " " not in self.words else ""

    @cached_property
    def email(self):
        return self.words if re.fullmatch(r"\S+@\S+", self.words) else ""

    @cached_property
    def uid(self):
        try:
            return UUID(self.words) if len(self.words) in (32, 36) else None
        except ValueError:
            return None

    @cached_property
    def slug(self):
        """The last part of an address, or the words themselves."""
        path = re.split("[?#]", self.words)[0] if "/" in self.words else self.words
        last = path.rstrip("/").rpartition("/")[2]
        return last.lower() if re.fullmatch(r"[a-zA-Z0-9-]{1,100}", last) else ""

    @cached_property
    def reference(self):
        return short_code.parse(self.words)

    @cached_property
    def domain(self):
        """`https://www.clinic.example/about` and `clinic.example` → `clinic.example`."""
        if " " in self.words or "." not in self.words or "@" in self.words:
            return ""
        return website_domain(self.words if "//" in self.words else f"https://{self.words}")


def read_typed(request):
    return Typed(" ".join(request.GET.get("q", "").replace("\0", "").split())[:MAX_CHARACTERS])


@dataclass
class Result:
    """A row of a group. `why`: what of it is what was typed, in words."""

    name: str
    address: str
    why: list[str] = field(default_factory=list)
    note: str = ""


@require_safe
def lookup(request):
    typed = read_typed(request)
    clinics, more = found_clinics(typed) if typed.words else ([], False)
    groups = [(title, rows) for title, rows in _groups(typed) if rows] if typed.words else []
    context = {
        "title": _("Look up"),
        "looked_up": typed.words,
        "clinics": clinics,
        "more": more,
        "groups": groups,
        "found": bool(clinics or groups),
    }
    return render(request, "desk/lookup.html", context)


def _groups(typed):
    """(title, Results) of what is no clinic. Each kind is one query, and none where it cannot be meant."""
    people = _people(typed)
    return [
        (_("Submissions"), _submissions(typed)),
        (_("Reports"), _reports(typed)),
        (_("Organizations"), _organizations(typed, people)),
        (_("Claims"), _claims(people)),
        (_("Proposals"), _proposals(people)),
    ]


# ---- clinics


@dataclass
class FoundClinic:
    clinic: Clinic
    status: str
    why: list[str]


def found_clinics(typed):
    """([FoundClinic], True if there are more). At most four queries."""
    criteria = _criteria(typed)
    if not criteria:
        return [], False
    columns = [
        Case(When(condition, then=True), default=False, output_field=BooleanField())
        for _why, condition in criteria
    ]
    wanted = Q()
    for _why, condition in criteria:
        wanted |= condition
    rows = Clinic.objects.filter(wanted).order_by("name", "pk")
    rows = rows.values_list("pk", *columns)[: MAX_RESULTS + 1]
    why = {
        pk: [str(label) for (label, _condition), holds in zip(criteria, held, strict=True) if holds]
        for pk, *held in rows
    }
    more = len(why) > MAX_RESULTS
    clinics = with_status(Clinic.objects.filter(pk__in=list(why)[:MAX_RESULTS]))
    return [FoundClinic(clinic, listing_status(clinic), why[clinic.pk]) for clinic in clinics], more


def _criteria(typed):
    """[(what of a clinic it is, Q)] of every way in which the typed text can be meant."""
    criteria = []
    if typed.text:
        criteria += [
            (_("Name"), Q(name__icontains=typed.text)),
            (_("Other name"), Q(alias__icontains=typed.text)),
            (_("Town"), Q(city__icontains=typed.text)),
        ]
    if typed.phone:
        criteria.append((_("Phone"), Q(phone=typed.phone)))
    if typed.end_of_phone:
        criteria.append((_("Phone"), Q(phone__endswith=typed.end_of_phone)))
    if typed.npi:
        criteria.append((_("NPI"), Q(npi=typed.npi)))
    if typed.email:
        criteria.append((_("E-mail"), Q(email__iexact=typed.email)))
    if typed.uid:
        criteria.append((_("Identifier"), Q(uid=typed.uid)))
    if typed.domain:
        criteria.append((_("Website"), Q(website__icontains=typed.domain)))
    return criteria + _criteria_of_pages(typed) + _criteria_of_people(typed)


def _criteria_of_pages(typed):
    """The address of the public page, now or before, and the name in it. At most two queries."""
    if not typed.slug:
        return []
    now = list(Listing.objects.filter(slug=typed.slug).values_list("clinic", flat=True))
    before = list(FormerSlug.objects.filter(slug=typed.slug).values_list("listing__clinic", flat=True))
    criteria = [(_("Address of its page"), Q(pk__in=now)), (_("Former address"), Q(pk__in=before))]
    return [(why, condition) for (why, condition), ids in zip(criteria, (now, before), strict=True) if ids]


def _criteria_of_people(typed):
    """NPI and license number of a person. At most one query."""
    either = Q()
    if typed.npi:
        either |= Q(npi=typed.npi)
    if typed.license_number:
        either |= Q(license_number__iexact=typed.license_number)
    if not either:
        return []
    clinics_by_why = {}
    people = Practitioner.objects.filter(either).values_list("clinic", "name", "npi")
    for clinic, name, npi in people[: MAX_RESULTS * 2]:
        sentence = _("NPI of %(name)s") if typed.npi and npi == typed.npi else _("License of %(name)s")
        clinics_by_why.setdefault(sentence % {"name": name}, []).append(clinic)
    return [(why, Q(pk__in=clinics)) for why, clinics in clinics_by_why.items()]


# ---- what is no clinic


def _submissions(typed):
    if typed.number is None:
        return []
    found = Submission.objects.exclude(state="draft").filter(pk=typed.number).only("content", "state")
    return [
        Result(
            one.content["name"],
            reverse("admin:submission", args=[one.pk]),
            [_("Submission %(number)s") % {"number": one.pk}],
            one.get_state_display(),
        )
        for one in found
    ]


def _reports(typed):
    if not typed.reference:
        return []
    found = Report.objects.filter(reference=typed.reference).select_related("clinic")
    return [
        Result(
            one.clinic.name,
            reverse("admin:report", args=[one.pk]),
            [_("Reference %(reference)s") % {"reference": short_code.hyphenate(one.reference)}],
            one.get_state_display(),
        )
        for one in found
    ]


def _people(typed):
    """The accounts with this e-mail address."""
    return list(User.objects.filter(email__iexact=typed.email)[:MAX_RESULTS]) if typed.email else []


def _organizations(typed, people):
    """Organizations of that name, and those that a person with this e-mail belongs to."""
    results = []
    if typed.text:
        named = Organization.objects.filter(Q(name__icontains=typed.text) | Q(slug=typed.slug or "-"))
        results = [
            Result(one.name, _organization_page(one), [_("Name")])
            for one in named.order_by("name", "pk")[:MAX_RESULTS]
        ]
    if people:
        of_people = Membership.objects.filter(user__in=people).select_related("organization", "user")
        results += [
            Result(
                one.organization.name,
                _organization_page(one.organization),
                [_("E-mail of a member")],
                one.get_role_display(),
            )
            for one in of_people.order_by("organization__name", "pk")[:MAX_RESULTS]
        ]
    return results


def _organization_page(organization):
    return reverse("admin:organization", args=[organization.pk])


def _claims(people):
    if not people:
        return []
    found = Claim.objects.filter(claimed_by__in=people).select_related("clinic").order_by("-claimed_at")
    return [
        Result(
            one.clinic.name,
            reverse("admin:claim", args=[one.pk]),
            [_("E-mail of the claimant")],
            one.get_state_display(),
        )
        for one in found[:MAX_RESULTS]
    ]


def _proposals(people):
    if not people:
        return []
    found = Submission.objects.filter(origin="proposal", submitted_by__in=people).exclude(state="draft")
    return [
        Result(
            one.content["name"],
            reverse("admin:submission", args=[one.pk]),
            [_("E-mail of the proposer")],
            one.get_state_display(),
        )
        for one in found.order_by("-submitted_at")[:MAX_RESULTS]
    ]


admin_sites.desk.add("lookup/", lookup, name="lookup")
