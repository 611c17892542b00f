"""The part of a clinic's page on the claim of whoever started it: the box for the code."""

from django.contrib.auth.models import User

from directory.membership import codes
from directory.models import Claim, Clinic


def joining_context(user: User, clinic: Clinic) -> dict[str, object]:
    """The context of portal/joining.html: three queries, or one where the user has no claim on the clinic."""
    claim = Claim.objects.waiting().on_unlisted().filter(clinic=clinic.pk, claimed_by=user).first()
    if claim is None:
        return {"joining_claim": None}
    email = codes.code_address(clinic)
    sent = claim.codes.filter(sent_to=email).order_by("-pk")
    return {
        "joining_claim": claim,
        "joining_email": codes.mask_email(email) if email else "",
        "joining_code": None if claim.proved_at else sent.first(),
    }
