"""The accounts of the demo: one of each role, all with the same password."""

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction

from directory.models import Clinic, Membership, Organization

PASSWORD = "a quiet room by the sea"  # noqa: S105  (`demo` prints it)
TOTP_SECRET = "MRSW23ZAN5XGY6JANZXXIIDTMVRXEZLU"  # noqa: S105  (of the moderators' authenticator app in the demo)

OWNER, EDITOR = Membership.Role.OWNER, Membership.Role.EDITOR
ACCOUNTS = [
    ("owner@demo.example", "owner of one clinic", {"solo": ("invented:tern-house", OWNER)}),
    ("manager@demo.example", "owner of a chain of five", {"chain": ("Ninefold Ketamine Care", OWNER)}),
    ("editor@demo.example", "editor of that chain", {"chain": ("Ninefold Ketamine Care", EDITOR)}),
    ("reader@demo.example", "an account and no clinic", {}),
    ("moderator@demo.example", "moderator, with a second factor", {"staff": True}),
    ("newcomer@demo.example", "moderator who lacks the second factor", {"staff": True, "factor": False}),
]


@transaction.atomic
def create_accounts():
    """Create the missing accounts. An account whose clinic is missing is not created."""
    known = {email for email, _who in existing_accounts()}
    missing = [(email, what) for email, _who, what in ACCOUNTS if email not in known and _clinic_exists(what)]
    password = (
        make_password(PASSWORD) if missing else ""
    )  # hashed once for all: hashing takes a third of a second
    for email, what in missing:
        user = get_user_model().objects.create(
            username=email, email=email, password=password, is_staff=what.get("staff", False)
        )
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        if "solo" in what:
            source, role = what["solo"]
            Membership.objects.create(organization=_organization_of(source), user=user, role=role)
        if "chain" in what:
            name, role = what["chain"]
            Membership.objects.create(organization=Organization.objects.get(name=name), user=user, role=role)
        if what.get("staff") and what.get("factor", True):
            data = {"secret": get_adapter().encrypt(TOTP_SECRET)}
            Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)


def existing_accounts():
    """(e-mail address, description) of the accounts that exist."""
    made = set(get_user_model().objects.values_list("username", flat=True))
    return [(email, who) for email, who, _what in ACCOUNTS if email in made]


def _clinic_exists(what):
    if "solo" in what:
        return Clinic.objects.filter(source=what["solo"][0]).exists()
    return "chain" not in what or Organization.objects.filter(name=what["chain"][0]).exists()


def _organization_of(source):
    """The organization of a clinic; one that its listing does not name is created if it has none."""
    clinic = Clinic.objects.select_related("organization").get(source=source)
    if clinic.organization is None:
        clinic.organization = Organization.objects.create(
            name=clinic.name, slug=source.replace(":", "-"), listed=False
        )
        clinic.save(update_fields=["organization"])
    return clinic.organization


def totp_code():
    """The six digits that an authenticator app shows for TOTP_SECRET now."""
    return format_hotp_value(hotp_value(TOTP_SECRET, next(iter(yield_hotp_counters_from_time()))))
