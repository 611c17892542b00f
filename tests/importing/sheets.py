"""Sheets for the tests of the import, and what became of them."""

import pytest
from django.core.management import CommandError

from directory.models import Clinic

PLAIN = "name,street,city,state,zip,phone"
CEDAR = "Cedar Test Clinic,1 Example Street,Denver,CO,80202,(303) 555-0142"
STATED = ("name", "street", "city", "state", "zip", "phone", "phone_extension")


def sheet(*lines):
    return "\n".join(lines) + "\n"


def refused(take, given, *arguments):
    with pytest.raises(CommandError) as why:
        take(given, *arguments)
    return str(why.value)


def stated(*names):
    return list(Clinic.objects.order_by("pk").values_list(*(names or STATED)))


CEDAR_STATED = ("Cedar Test Clinic", "1 Example Street", "Denver", "CO", "80202", "+13035550142", "")
