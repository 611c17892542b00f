"""The invented clinics cover every awkward case, and name nobody real."""

import io
import re
from datetime import timedelta
from itertools import pairwise
from operator import attrgetter

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from directory.demo import clinics
from directory.exchange.record import record
from directory.facts import vocabulary as v
from directory.facts.records import RELATED
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.facts.terms import EDITION
from directory.models import (
    RECORD_MODELS,
    Clinic,
    Event,
    Listing,
    Organization,
    Submission,
    Verification,
    Version,
)
from directory.moderation import decisions
from directory.places.zip_codes import zip_point
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import snapshot_of_listing
from directory.search.query import Question
from directory.search.results import find_listings
from directory.web.crisis import asks_for_help
from tests.exchange.test_listing_csv import emptied, statements, taken, written
from tests.support.factories import make_moderator

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("invented")]


def listing(key):
    return Listing.objects.get(clinic__source=f"invented:{key}")


def standing(key):
    return listing(key).listing_state(timezone.localdate())


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def keys(listings):
    return {source.removeprefix("invented:") for source in listings.values_list("clinic__source", flat=True)}


# ---- loading


@pytest.mark.slow
def test_every_clinic_of_the_files_is_loaded():
    assert {clinic.source for clinic in clinics.invented_clinics()} == {
        f"invented:{one['key']}" for one in clinics.clinics_in_files()
    }


def test_at_least_sixty_clinics_are_published_in_at_least_twenty_five_states():
    public = Listing.objects.public()

    assert public.count() >= 60
    assert public.values("state").distinct().count() >= 25


@pytest.mark.slow
def test_loading_again_changes_nothing():
    before = (Version.objects.get().number, Event.objects.count(), Submission.objects.count())

    assert clinics.load_clinics() == 0

    assert (Version.objects.get().number, Event.objects.count(), Submission.objects.count()) == before


def test_loading_creates_only_the_clinic_that_is_missing():
    with transaction.atomic():
        Clinic.objects.filter(source="invented:brandywine-porch").delete()

        assert clinics.load_clinics() == 1

        transaction.set_rollback(True)


def test_a_key_that_is_no_statement_is_an_error():
    with pytest.raises(ValueError, match="odd: color is no statement"):
        clinics.InventedClinic({"key": "odd", "sent": 1}).facts({"color": "green"})


def test_versions_of_the_directory_rise_with_the_days():
    last_touched = {
        one["key"]: min(
            [change.get("decided", change["sent"]) for change in [one, *one.get("change", [])]]
            + one.get("confirmed", [])
            + [evidence["seen_on"] for evidence in one.get("evidence", [])]
            + [one.get("removed", 9999)]
        )
        for one in clinics.clinics_in_files()
        if all(
            "outcome" not in change and "decided" not in change for change in [one, *one.get("change", [])]
        )
    }
    in_order = [
        last_touched[key.removeprefix("invented:")]
        for key in Listing.objects.order_by("directory_version").values_list("clinic__source", flat=True)
        if key.removeprefix("invented:") in last_touched
    ]

    assert in_order == sorted(in_order, reverse=True)


# ---- there and back


def test_the_invented_clinics_come_back_with_every_statement(tmp_path):
    before = written()
    emptied()

    taken(tmp_path / "file.csv", before)
    publish_what_is_left(tmp_path / "file.csv")

    assert by_uid(written()) == by_uid(before)


def publish_what_is_left(path):
    """Publish the flagged rows of an import, as a moderator would after looking at them."""
    call_command(
        "import_clinics",
        str(path),
        "--send",
        "--source",
        "A list, 2026",
        "--license",
        "cc0-1.0",
        stdout=io.StringIO(),
    )
    decisions.approve(submissions=list(Submission.objects.waiting()), by=make_moderator())


def by_uid(data):
    return sorted((row | {"slug": ""} for row in statements(data)), key=lambda row: row["id"])


def test_an_export_of_this_directory_changes_nothing_here(tmp_path):
    before = written()
    events = Event.objects.count()

    counts = taken(tmp_path / "file.csv", before)

    listed = str(Listing.objects.public().count())
    assert counts == ["created", "0", "changed", "0", "unchanged", listed, "refused", "0"]
    assert (written(), Event.objects.count()) == (before, events)


# ---- what they state is well formed


@pytest.mark.slow
def test_every_working_copy_passes_the_checks_of_its_forms():
    for clinic in Clinic.objects.all():
        checked(clinic)
        for name in RECORD_MODELS:
            for row in getattr(clinic, name).all():
                checked(row)
    for verification in Verification.objects.all():
        checked(verification)


def checked(row):
    """Raise ValidationError where a form would. Of a stored row the database has checked its own rules."""
    row.full_clean(validate_unique=False, validate_constraints=False)


def test_every_code_is_one_of_the_vocabulary():
    unknown = []
    for stated in contents():
        for name, statement in STATEMENTS.items():
            value = stated[name]
            if statement.kind in ("code", "codes") and is_stated(value):
                unknown += [
                    (stated["name"], name, code)
                    for code in (value if isinstance(value, list) else [value])
                    if code not in statement.labels
                ]
        for record_name in RECORD_MODELS:
            for part in RELATED[record_name].parts:
                codes = dict(part.choices)
                for row in stated[record_name]:
                    value = row[part.name]
                    unknown += [
                        (stated["name"], part.name, code)
                        for code in (value if isinstance(value, list) else [value])
                        if codes and code and code not in codes
                    ]

    assert unknown == []


def contents():
    return Submission.objects.values_list("content", flat=True)


def test_nothing_is_dated_after_the_day_on_which_it_was_sent():
    late = [
        (submission.content["name"], name)
        for submission in Submission.objects.all()
        for name in ("availability_on", "prices_as_of")
        if (submission.content[name] or "") > timezone.localdate(submission.submitted_at).isoformat()
    ]

    assert late == []


def test_every_point_lies_near_the_middle_of_its_zip_code():
    far = []
    for one in Listing.objects.exclude(zip="").exclude(latitude=None):
        middle = zip_point(one.zip[:5])
        if abs(one.latitude - middle[0]) > 0.15 or abs(one.longitude - middle[1]) > 0.2:
            far.append((one.name, middle, (one.latitude, one.longitude)))

    assert far == []


def test_every_zip_code_lies_in_its_state():
    import zipcodes

    elsewhere = [
        one.name
        for one in Listing.objects.exclude(zip="")
        if zipcodes.matching(one.zip)[0]["state"] != one.state
    ]

    assert elsewhere == []


# ---- nobody real


def test_every_phone_number_is_set_aside_for_stories():
    phones = {clinic.phone for clinic in Clinic.objects.exclude(phone="")}

    assert [phone for phone in phones if not re.fullmatch(r"\+1[2-9]\d\d55501\d\d", phone)] == []


def test_every_web_and_mail_address_is_set_aside_for_examples():
    addresses = [
        address
        for stated in contents()
        for address in re.findall(r"(?:https?://|@)([\w.-]+\.[a-z]+)", str(stated))
    ]

    assert len(addresses) > 60
    assert [
        address for address in addresses if not re.search(r"(^|\.)example(\.com|\.org|\.net)?$", address)
    ] == []


def test_no_npi_can_be_anybodys():
    numbers = [stated["npi"] for stated in contents()] + [
        person["npi"] for stated in contents() for person in stated["practitioners"]
    ]

    assert len(set(numbers)) > 3
    assert [number for number in numbers if number and luhn("80840" + number) == 0] == []


def luhn(digits):
    """0 for a number with the right check digit; the prefix 80840 belongs to every NPI."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(number // 10 + number % 10 for number in doubled) % 10


def test_the_checksum_of_a_valid_npi_is_zero():
    assert luhn("80840" + "1234567893") == 0  # the example of the standard


def test_every_license_number_is_invented():
    numbers = {person["license_number"] for stated in contents() for person in stated["practitioners"]}

    assert [number for number in numbers if number and "555" not in number] == []


def test_users_of_the_invented_history_cannot_sign_in():
    people = {submission.submitted_by for submission in Submission.objects.select_related("submitted_by")}

    assert people
    assert not any(person.is_active or person.has_usable_password() for person in people)


# ---- every awkward case


def test_one_clinic_states_every_statement():
    shown = snapshot_of_listing(listing("everything"))

    assert [name for name in STATEMENTS if not is_stated(shown[name])] == []


def test_every_license_type_every_training_and_every_caution_is_shown_somewhere():
    shown = [snapshot_of_listing(one) for one in Listing.objects.all()]

    assert {person["license"] for one in shown for person in one["practitioners"]} >= set(v.License.values)
    assert {one["code"] for each in shown for one in each["training"]} == set(v.Training.values)
    everything = snapshot_of_listing(listing("everything"))
    assert {everything[f"exclusion_{caution}"] for caution in v.Caution.values} == set(v.Exclusion.values)


def test_every_code_of_every_list_is_stated_by_some_clinic():
    said = {
        (name, code)
        for one in Listing.objects.all()
        for name in STATEMENTS
        if STATEMENTS[name].kind in ("code", "codes")
        for code in (getattr(one, name) if isinstance(getattr(one, name), list) else [getattr(one, name)])
    }
    expected = {
        (name, code)
        for name, statement in STATEMENTS.items()
        if statement.kind in ("code", "codes")
        and not name.startswith("exclusion_")
        and name not in ("state", "telehealth_states", "languages", "country", "time_zone")
        for code in statement.labels
    }

    assert expected - said == set()


def test_one_clinic_states_nothing_but_name_town_and_state():
    shown = snapshot_of_listing(listing("nothing-stated"))

    assert {name for name in STATEMENTS if is_stated(shown[name])} == {"name", "city", "state", "country"}


def test_five_sites_share_one_organization():
    chain = Organization.objects.get(name="Ninefold Ketamine Care")

    assert chain.clinics.count() == 5
    assert Listing.objects.filter(organization_slug=chain.slug).count() == 5


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("tern-house", "current"),
        ("willow-ledger", "overdue"),
        ("magnolia-file", "overdue"),
        ("wheatline", "lapsed"),
        ("pine-belt-file", "lapsed"),
        ("coral-steps", "removed"),
        ("citrus-hall", "removed"),
    ],
)
def test_listings_are_current_overdue_or_lapsed_as_planned(key, expected):
    assert standing(key) == expected


def test_removed_listings_say_why():
    assert set(Event.objects.filter(kind="removed").values_list("clinic", "reason")) == {
        ("Coral Steps Ketamine", "owner_request"),
        ("Citrus Hall Clinic", "listed_without_consent"),
    }


def test_a_listing_from_a_file_was_never_confirmed_by_the_clinic():
    one = listing("magnolia-file")

    assert (one.origin, one.source, one.confirmed_on) == (
        "import",
        "Invented list of clinics, Alabama",
        None,
    )
    assert one.last_stated_on("phone") is None


def test_the_longest_texts_that_fit_are_there():
    assert len(listing("long-name").name) == 200
    assert len(listing("crescent-porch").about) == 1200


def test_text_that_breaks_pages_is_kept_as_it_was_written():
    one = listing("awkward-text")

    assert one.name == 'O\'Neill & Daughters <Ketamine> "Rooms"'
    assert {"<script>", "🏡", "بالعربية", "{{ 7 * 7 }}", "%s"} == {
        sign for sign in ("<script>", "🏡", "بالعربية", "{{ 7 * 7 }}", "%s") if sign in one.about
    }


def test_prices_are_missing_open_ended_and_old():
    assert (listing("larkspur").session_price_low, listing("larkspur").prices_as_of) == (None, None)
    assert (listing("harbor-bell").session_price_low, listing("harbor-bell").session_price_high) == (
        300,
        None,
    )
    assert listing("bull-and-brick").prices_as_of == days_ago(430)


def test_availability_is_fresh_stale_waiting_and_closed():
    today = timezone.localdate()

    assert listing("wasatch-lantern").availability_is_fresh(today)
    assert not listing("grain-exchange").availability_is_fresh(today)
    assert listing("monument-circle").waitlist_weeks == 9
    assert listing("prairie-desk").availability == "not_accepting"


def test_points_are_missing_estimated_and_shared():
    assert (listing("red-river").latitude, listing("red-river").longitude) == (None, None)
    assert listing("four-winds").point_source == "zip_centroid"
    upstairs, downstairs = listing("loop-stairs-infusion"), listing("loop-stairs-therapy")
    assert (upstairs.latitude, upstairs.longitude) == (downstairs.latitude, downstairs.longitude)


def test_phones_and_websites_are_missing_and_extended():
    assert listing("paper-lantern").phone == ""
    assert listing("salt-fir").website == ""
    assert (listing("buckeye-lamp").phone, listing("buckeye-lamp").phone_extension) == (
        "+16145550147",
        "20815",
    )


def test_alaska_hawaii_and_puerto_rico_are_there():
    states = set(Listing.objects.public().values_list("state", flat=True))

    assert {"AK", "HI", "PR", "DC"} <= states


def test_a_changed_name_leaves_its_old_addresses_behind():
    one = listing("olive-and-third")

    assert one.slug == "olive-and-third-los-angeles"
    assert {former.slug for former in one.former_slugs.all()} == {
        "third-street-ketamine-los-angeles",
        "olive-street-ketamine-los-angeles",
    }


def test_histories_of_three_versions_and_more_differ_in_what_changed():
    history = Clinic.objects.get(source="invented:tern-house").submissions.approved().reverse()
    changed = [
        {change.statement for change in compare_snapshots(old.content, new.content)}
        for old, new in pairwise(history)
    ]

    assert [submission.listing_version for submission in history] == [1, 2, 3, 4]
    assert "name" in changed[0]
    assert "name" not in changed[1]
    assert changed[2] == {"availability", "waitlist_weeks", "availability_on"}


def test_the_people_of_a_listing_are_those_it_stated_last():
    assert [person["name"] for person in listing("tern-house").practitioners] == [
        "Dr. Ines Okonjo-Vale",
        "Tomas Reyes-Lind",
        "Mara Quillfeather",
        "Pim Aldous",
    ]


def test_submissions_wait_and_were_sent_back_and_refused():
    def sources(state):
        found = Submission.objects.filter(state=state).values_list("clinic__source", flat=True)
        return sorted(source.removeprefix("invented:") for source in found)

    assert sources("pending") == ["brandywine-porch", "half-acre"]
    assert sources("changes_requested") == ["gateway-garden", "ninefold-missoula", "tern-house"]
    assert sources("rejected") == ["half-acre-wellness"]


def test_what_waits_or_was_refused_is_not_published():
    published = keys(Listing.objects.all())

    assert not published & {"brandywine-porch", "half-acre-wellness"}
    assert listing("half-acre").phone == "+13035550117"


def test_evidence_is_shown_expired_dropped_and_withheld():
    today = timezone.localdate()

    assert {one["kind"] for one in listing("four-lakes").live_evidence(today)} == {
        "document_seen",
        "register_checked",
    }
    assert "Roswitha Kane" not in {one["person"] for one in listing("four-lakes").evidence}
    assert listing("huron-gate").evidence
    assert listing("huron-gate").live_evidence(today) == []
    assert "monitoring" not in {one["statement"] for one in listing("tern-house").evidence}
    assert Verification.objects.get(statement="monitoring").dropped_on == days_ago(12)


def test_the_words_of_one_clinic_are_withheld_and_each_license_of_a_file_is_seen():
    from_clinics = Listing.objects.filter(origin="portal")

    assert keys(from_clinics.filter(terms="")) == {"long-shade"}
    assert record(listing("long-shade"))["statements"]["about"] == {"value": None, "withheld": True}
    assert set(from_clinics.exclude(terms="").values_list("terms", flat=True)) == {EDITION}
    of_files = Listing.objects.filter(origin="import")
    assert set(of_files.values_list("source_license", flat=True)) == set(v.SourceLicense.values)


def test_the_results_near_denver_show_the_designed_cards():
    wanted = {"tern-house", "half-acre", "larkspur", "old-foundry", "slate-and-juniper", "willow-ledger"}

    assert keys(Listing.objects.public().filter(state="CO")) == wanted | {"copper-kettle"}
    assert standing("copper-kettle") == "overdue"


# ---- found by what they are called


def test_every_invented_clinic_is_found_by_its_very_name_first():
    today, version = timezone.localdate(), Version.now()
    lost = []
    for name in Listing.objects.public().values_list("name", flat=True):
        for typed in (name, name.upper()):
            question = Question(q=typed, facets={"confirmed": ("current", "overdue", "lapsed", "not_stated")})
            results = find_listings(question, version=version, today=today)
            if next(results.all_records("name", attrgetter("name")), None) != name:
                lost.append(typed)

    assert lost == []


def test_no_word_of_an_invented_clinics_name_or_town_brings_the_help_box():
    assert [one for one in Listing.objects.values_list("name", "city") if asks_for_help(" ".join(one))] == []
