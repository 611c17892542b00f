"""What the checks of a submission find in the invented clinics: only what each is there to show."""

import pytest

from directory.models import Submission
from directory.moderation.checks.run import run_checks

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("invented")]


def test_the_checks_find_what_the_clinics_are_there_to_show():
    found = set()
    for submission in Submission.objects.select_related("clinic").order_by("pk"):
        key = submission.clinic.source.removeprefix("invented:")
        found |= {(key, finding.code, finding.statement) for finding in run_checks(submission, shown={})}

    assert found == EXPECTED


EXPECTED = {
    # Invented numbers, which must be nobody's.
    ("everything", "npi", "npi"),
    ("everything", "npi", "practitioners"),
    ("four-lakes", "npi", "npi"),
    ("four-lakes", "npi", "practitioners"),
    ("half-acre", "npi", "npi"),
    ("sycamore-bend", "npi", "npi"),
    # It states every code, those that contradict each other too.
    ("everything", "given_by", "given_by"),
    # Prices and a card that have grown old.
    ("bull-and-brick", "prices_old", "prices_as_of"),
    ("everything", "prices_old", "prices_as_of"),
    ("half-acre", "prices_old", "prices_as_of"),
    ("tern-house", "prices_old", "prices_as_of"),
    ("wheatline", "prices_old", "prices_as_of"),
    ("huron-gate", "card_expired", "training"),
    # Doses at home that nobody watches, and two that say so beside "no doses at home".
    ("bare-room", "home_alone", "setting"),
    ("desert-post", "home_alone", "setting"),
    ("half-acre", "home_alone", "setting"),
    ("paper-lantern", "home_alone", "setting"),
    ("tern-house", "home_alone", "setting"),
    ("half-acre", "no_home_doses", "home_dosing"),
    ("tern-house", "no_home_doses", "home_dosing"),
    # Growth without a diagnosis, and promises.
    ("bare-room", "no_diagnosis", "without_diagnosis"),
    ("red-arch", "no_diagnosis", "without_diagnosis"),
    ("two-chairs", "no_diagnosis", "without_diagnosis"),
    ("gateway-garden", "overclaim", "about"),
    ("half-acre", "overclaim", "about"),
    ("tern-house", "overclaim", "about"),
    # Therapy by the same team, and no therapist among the people.
    ("awkward-text", "no_therapist", "therapy_model"),
    ("brandywine-porch", "no_therapist", "therapy_model"),
    ("crescent-porch", "no_therapist", "therapy_model"),
    ("half-acre", "no_therapist", "therapy_model"),
    ("tall-shutters", "no_therapist", "therapy_model"),
    ("tern-house", "no_therapist", "therapy_model"),
    ("three-rivers-lamp", "no_therapist", "therapy_model"),
}
