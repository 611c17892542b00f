"""What a moderator should look at in a submission: functions that find something to say, or nothing.

Each check takes what was `Sent` and gives Findings. Nothing here decides, and nothing here is evidence.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

import phonenumbers
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.facts.npi import npi_check_digit_is_right
from directory.facts.spine import STATEMENTS
from directory.facts.statements import PRICES, is_stated
from directory.folding import fold
from directory.matching import duplicates
from directory.matching.duplicates import SHARED_LABELS
from directory.models import Practitioner
from directory.moderation import overclaims
from directory.moderation.neighborhood import Surroundings
from directory.places.zip_codes import miles_if_far, zip_mismatch
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import complete_snapshot
from directory.publishing.validation import validation_errors
from directory.wording import values


@dataclass(frozen=True)
class Finding:
    """One thing to look at. `statement` is a name of the spine, "" where it is about the whole."""

    code: str
    statement: str
    sentence: str
    others: tuple = ()  # (words, path of a page of ours), to look at beside it


def findings(submission, *, shown):
    """Every finding, in the order of the spine, what is about the whole first; three queries.

    submission  a Submission, with its clinic
    shown       the content that is published now, {} for none

    A statement that is published as it stands is not found fault with again: there is nothing to decide
    on it. What must never be published, and what breaks a rule of today, is found wherever it stands.
    """
    return _found([submission], {submission.clinic_id: shown})[submission.pk]


def counts(submissions, *, shown):
    """How many findings each has: {id of the submission: number}; three queries, however many there are.

    shown  the published contents by clinic id; a clinic without one was never published
    """
    found = _found(submissions, shown)
    return {submission.pk: len(found[submission.pk]) for submission in submissions}


def _found(submissions, shown):
    today = timezone.localdate()
    sent = [
        Sent(
            submission.clinic_id,
            complete_snapshot(submission.content),
            shown.get(submission.clinic_id) or {},
            today,
        )
        for submission in submissions
    ]
    surroundings = Surroundings(sent)
    order = {name: place for place, name in enumerate(["", *STATEMENTS])}
    return {
        submission.pk: sorted(
            chain(
                *(check(one) for check in CHECKS),
                *(check(one, surroundings) for check in CHECKS_AROUND),
            ),
            key=lambda finding: order[finding.statement],
        )
        for submission, one in zip(submissions, sent, strict=True)
    }


@dataclass(frozen=True)
class Sent:
    """What a check looks at: the content that was sent beside the one that is shown, on a day."""

    clinic: int
    content: dict
    shown: dict
    today: date

    @cached_property
    def changed(self):
        return {change.statement for change in compare_snapshots(self.shown, self.content)}

    @cached_property
    def gone(self):
        """Statements that are shown and not stated any more."""
        return [name for name in STATEMENTS if name in self.changed and not is_stated(self.content[name])]

    @cached_property
    def people(self):
        """The people who are not shown just so."""
        shown = self.shown.get("practitioners", [])
        return [person for person in self.content["practitioners"] if person not in shown]

    def texts(self):
        """(statement, text) of what somebody wrote in sentences of their own."""
        yield from ((name, self.content[name]) for name in FREE_TEXT)
        yield from (("practitioners", person["board_certification"]) for person in self.people)
        yield from (("training", training["provider"]) for training in self.content["training"])


FREE_TEXT = (
    "name",
    "alias",
    "organization",
    "about",
    "opening_hours",
    "written_standard",
    "maintenance",
    "complaints",
)


def label(name):
    return str(STATEMENTS[name].label)


# ---- what the words say


def promises(sent):
    """Words that promise a result."""
    for name, text in sent.texts():
        if name in sent.changed:
            for word in overclaims.promises(text):
                sentence = _("A promise: “%(word)s” stands in “%(statement)s”.")
                yield Finding("overclaim", name, sentence % {"word": word, "statement": label(name)})


def approval(sent):
    """“FDA-approved”, where a route is stated that is not."""
    others = [route for route in sent.content["route"] if route != v.Route.ESKETAMINE_NASAL]
    if not others:
        return
    for name, text in sent.texts():
        if name in sent.changed or "route" in sent.changed:
            for word in overclaims.approvals(text):
                sentence = _(
                    "“%(word)s” stands in “%(statement)s”. These ways of giving it are stated,"
                    " and are not approved for mood or pain: %(routes)s."
                )
                routes = values.value_in_words("route", others)
                said = {"word": word, "statement": label(name), "routes": routes}
                yield Finding("approval", name, sentence % said)


DEA = re.compile(r"(?<![A-Za-z0-9])[ABCDEFGHJKLMPRSTUX][A-Z9]-?([0-9]{7})(?![A-Za-z0-9])", re.IGNORECASE)


def dea_numbers(sent):
    """Two letters and seven digits: a DEA number is never shown. The sentence does not repeat it.

    License numbers and addresses often look alike, so there the check digit has to be right as well.
    """
    found = set()
    for name, part, text in _everything_typed(sent.content):
        digits = DEA.findall(text)
        if part in ("license_number", "register_url", "website", "booking_url"):
            digits = [seven for seven in digits if _dea_check_digit_is_right(seven)]
        if digits:
            found.add(name)
    for name in found:
        sentence = _("Something in “%(statement)s” looks like a DEA number. It must not be published.")
        yield Finding("dea", name, sentence % {"statement": label(name)})


def _everything_typed(stated):
    """(statement, part or statement, text) of every text in a content."""
    for name, statement in STATEMENTS.items():
        rows = stated[name] if statement.kind == "records" else [{name: stated[name]}]
        yield from ((name, part, text) for row in rows for part, text in row.items() if isinstance(text, str))


def _dea_check_digit_is_right(digits):
    """Digits 1, 3 and 5 and twice 2, 4 and 6 add up to a number that ends with the seventh."""
    each = [int(digit) for digit in digits]
    return (sum(each[0:6:2]) + 2 * sum(each[1:6:2])) % 10 == each[6]


# ---- numbers and addresses


def wrong_npi(sent):
    """An NPI with a wrong check digit."""
    npi = sent.content["npi"]
    if "npi" in sent.changed and npi and not npi_check_digit_is_right(npi):
        sentence = _(
            "The NPI %(npi)s does not pass its check digit, so a figure may be mistyped."
            " A right check digit would prove nothing either."
        )
        yield Finding("npi", "npi", sentence % {"npi": npi})
    for person in sent.people:
        if person["npi"] and not npi_check_digit_is_right(person["npi"]):
            sentence = _(
                "The NPI of %(name)s, %(npi)s, does not pass its check digit, so a figure may be mistyped."
                " A right check digit would prove nothing either."
            )
            said = {"name": person["name"], "npi": person["npi"]}
            yield Finding("npi", "practitioners", sentence % said)


def license_without_a_digit(sent):
    for person in sent.people:
        number = person["license_number"]
        if number and not any(sign.isdigit() for sign in number):
            sentence = _("The license number of %(name)s holds no digit: “%(number)s”.")
            said = {"name": person["name"], "number": number}
            yield Finding("license_number", "practitioners", sentence % said)


def phone_that_cannot_be_dialed(sent):
    """555-0100 to 555-0199 are kept for invention: a demonstration is full of them."""
    number = sent.content["phone"]
    if "phone" not in sent.changed or not number or re.fullmatch(r"\+1[0-9]{3}55501[0-9]{2}", number):
        return
    try:
        dialed = phonenumbers.is_valid_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        dialed = False
    if not dialed:
        sentence = _("The phone %(phone)s cannot be dialed: no such number is given out.")
        yield Finding("phone", "phone", sentence % {"phone": values.phone(number)})


SHARED_BY_MANY = {
    "bit.ly",
    "facebook.com",
    "goo.gl",
    "instagram.com",
    "linkedin.com",
    "linktr.ee",
    "psychologytoday.com",
    "t.co",
    "tiktok.com",
    "tinyurl.com",
    "twitter.com",
    "x.com",
    "yelp.com",
    "youtube.com",
}


def website_of_another(sent):
    """A page on a site that is not the clinic's own."""
    for name in ("website", "booking_url"):
        if name in sent.changed and (host := duplicates.website_domain(sent.content[name])):
            host = next((one for one in SHARED_BY_MANY if host == one or host.endswith(f".{one}")), "")
            if host and (name == "website" or host in ("bit.ly", "goo.gl", "t.co", "tinyurl.com")):
                sentence = _("“%(statement)s” leads to %(host)s, which is not the clinic's own site.")
                yield Finding("website", name, sentence % {"statement": label(name), "host": host})


# ---- days


def old_prices(sent):
    on = _day(sent.content["prices_as_of"])
    if not on or not sent.changed & {*PRICES, "prices_as_of"}:
        return
    said = {"day": values.day(on)}
    if on > sent.today:
        yield Finding("prices_ahead", "prices_as_of", _("The prices are of a day to come, %(day)s.") % said)
    elif (sent.today - on).days > 365:
        yield Finding("prices_old", "prices_as_of", _("The prices are of %(day)s, over a year ago.") % said)


def availability_ahead(sent):
    on = _day(sent.content["availability_on"])
    if on and "availability_on" in sent.changed and on > sent.today:
        sentence = _("The availability is of a day to come, %(day)s.") % {"day": values.day(on)}
        yield Finding("availability_ahead", "availability_on", sentence)


def _day(words):
    return date.fromisoformat(words) if words else None


def training_ahead(sent):
    shown = sent.shown.get("training", [])
    for training in sent.content["training"]:
        if training not in shown and (training["year"] or 0) > sent.today.year:
            sentence = _("A training is of a year to come, %(year)s.") % {"year": training["year"]}
            yield Finding("training_ahead", "training", sentence)


# ---- where it is


def town_against_its_zip(sent):
    """A ZIP code that is not where the town or the state is."""
    if sent.changed & {"city", "state", "zip"}:
        stated = sent.content
        if against := zip_mismatch(stated["city"], stated["state"], stated["zip"]):
            yield Finding("town_against_zip", "zip", against.sentence)


def moved_to_another_state(sent):
    """A listing that moves takes its address along: who follows an old link is led to the other state."""
    before, now = sent.shown.get("state"), sent.content["state"]
    if before and now and before != now:
        sentence = _(
            "This moves the listing from %(before)s to %(now)s. If it is another site of the same name,"
            " it needs a listing of its own."
        )
        said = {"before": v.State(before).label, "now": v.State(now).label if now in v.State else now}
        yield Finding("other_state", "state", sentence % said)


# ---- what is offered


def nobody_watches_at_home(sent):
    alone = v.Setting.HOME_UNSUPERVISED
    if alone in sent.content["setting"] and alone not in sent.shown.get("setting", []):
        sentence = _("“%(setting)s” is new in this submission.") % {"setting": alone.label}
        yield Finding("home_alone", "setting", sentence)


def therapy_without_a_therapist(sent):
    team = v.TherapyModel.INTEGRATED_TEAM
    if sent.content["therapy_model"] != team or not sent.changed & {"therapy_model", "practitioners"}:
        return
    if not any(v.Role.THERAPIST in person["roles"] for person in sent.content["practitioners"]):
        sentence = _("“%(model)s” is stated, and the list of people holds no therapist.")
        yield Finding("no_therapist", "therapy_model", sentence % {"model": team.label})


def associate_without_a_supervisor(sent):
    for person in sent.people:
        if person["license"] == v.License.ASSOCIATE and fold(person["supervisor"]) in (
            "",
            fold(person["name"]),
        ):
            sentence = _("%(name)s is in training, and nobody else is named who supervises.")
            yield Finding("no_supervisor", "practitioners", sentence % {"name": person["name"]})


# ---- the whole


MANY = 10  # statements taken away at once
NOT_COUNTED = {"name", "country"}  # always stated


def much_is_taken_away(sent):
    stood = {name for name in STATEMENTS if is_stated(sent.shown.get(name))} - NOT_COUNTED
    gone = [name for name in sent.gone if name in stood]
    if gone and not any(is_stated(sent.content[name]) for name in STATEMENTS if name not in NOT_COUNTED):
        yield Finding("all_removed", "", _("This takes away everything that the listing states."))
    elif len(gone) >= MANY or len(gone) * 2 > max(len(stood), 4):
        sentence = _("This takes away %(count)s of %(all)s statements: %(names)s.")
        names = [f"“{label(name)}”" for name in gone[:5]]
        if len(gone) > len(names):
            names.append(_("others"))
        said = {"count": len(gone), "all": len(stood), "names": values.join_with_and(names)}
        yield Finding("many_removed", "", sentence % said)


def perhaps_another_clinic(sent):
    """Name, phone and address all new: the listing may be meant for somebody else now."""
    was_another = {
        name
        for name in ("name", "phone", "street")
        if name in sent.changed and is_stated(sent.shown.get(name)) and is_stated(sent.content[name])
    }
    if len(was_another) == 3:
        sentence = _(
            "Name, phone and street change together."
            " It may be another clinic, which needs a listing of its own."
        )
        yield Finding("another_clinic", "", sentence)


SUPERVISION = next(
    rule.violation_error_message
    for rule in Practitioner._meta.constraints
    if rule.name == "associate_names_a_supervisor"
)


def broken_rules(sent):
    """What the rules of today would not let through; approving says so too."""
    for name, sentence in validation_errors(sent.content):
        if sentence != str(SUPERVISION):  # associate_without_a_supervisor says whose
            yield Finding("broken_rule", name, sentence)


# ---- what stands around it


IDENTITY = {"name", "street", "city", "state", "zip", "latitude", "longitude", "phone", "website", "npi"}


def likely_duplicates(sent, surroundings):
    """The same phone, website or NPI within a mile, or nearly the same name next door."""
    if not sent.changed & IDENTITY:
        return
    own = surroundings.others.get(sent.clinic, ("", None))[1]
    compared = surroundings.compared_clinic(sent.clinic, sent.content)
    for other, shared, miles in surroundings.duplicate_finder.find(compared):
        name, slug = surroundings.others[other.pk]
        said = {"name": name, "shared": values.join_with_and([str(SHARED_LABELS[what]) for what in shared])}
        if miles is None:
            sentence = (
                _("Perhaps listed twice: “%(name)s”, in the same town, has the same %(shared)s.") % said
            )
        else:
            said["miles"] = values.miles(miles)
            sentence = _("Perhaps listed twice: “%(name)s”, %(miles)s away, has the same %(shared)s.") % said
        pages = [(name, slug), (sent.content["name"], own)]
        others = tuple((words, reverse("listing", args=[at])) for words, at in pages if at)
        yield Finding("duplicate", "", sentence, others)


def far_from_its_zip(sent, surroundings):
    """The point is far from the ZIP code, here or in the file that it was imported from."""
    if not sent.changed & {"latitude", "longitude", "zip"}:
        return
    given = (sent.content["latitude"], sent.content["longitude"])
    apart = miles_if_far(None if None in given else given, surroundings.zips.get(sent.content["zip"][:5]))
    if apart:
        sentence = _("The point is %(miles)s from its ZIP code.") % {"miles": values.miles(apart)}
        yield Finding("far_from_zip", "latitude", sentence)
    elif sent.content["point_source"] == v.PointSource.ZIP_CENTROID and sent.clinic in surroundings.far:
        sentence = _(
            "The file put it %(miles)s from its ZIP code, so it stands in the middle of the ZIP code area."
        )
        miles = values.miles(surroundings.far[sent.clinic])
        yield Finding("far_from_zip", "latitude", sentence % {"miles": miles})


CHECKS = (
    much_is_taken_away,
    perhaps_another_clinic,
    promises,
    approval,
    dea_numbers,
    wrong_npi,
    license_without_a_digit,
    phone_that_cannot_be_dialed,
    website_of_another,
    old_prices,
    availability_ahead,
    training_ahead,
    town_against_its_zip,
    moved_to_another_state,
    nobody_watches_at_home,
    therapy_without_a_therapist,
    associate_without_a_supervisor,
    broken_rules,
)
CHECKS_AROUND = (likely_duplicates, far_from_its_zip)
