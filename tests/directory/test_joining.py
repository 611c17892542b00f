"""Who maintains a clinic: claims, codes, a moderator's decision, invitations, and the last owner."""

import re

import pytest

from directory import joining
from directory.models import Code, Mail
from tests import factories

pytestmark = pytest.mark.django_db

EMAIL = "desk@tern-house.example"


def listed(**facts):
    return factories.make_listing(**({"name": "Tern House", "email": EMAIL} | facts))


def make_report(listing):
    return listing.clinic.reports.create(reference="K7M2Q9RTX4", reason="listed_without_consent")


def signs_sent():
    """The code in the letter that was queued last."""
    return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", Mail.objects.filter(kind="code").latest("pk").text)[0]


def test_a_code_of_a_report_goes_to_the_published_address_and_works_once():
    report = make_report(listed())
    joining.send_code(report=report)

    code = joining.try_code(report=report, typed=signs_sent().lower())
    joining.use_code(code=code)

    assert Mail.objects.get(kind="code").to == EMAIL
    assert Code.objects.get().used_at is not None
    with pytest.raises(joining.NotNow):
        joining.try_code(report=report, typed=signs_sent())
    with pytest.raises(joining.NotNow):
        joining.use_code(code=code)
