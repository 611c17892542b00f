"""Checks of city, state and ZIP code."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.moderation.checks.base import Finding, Submitted, check
from directory.places.zip_codes import zip_mismatch


@check
def town_against_its_zip(submitted: Submitted) -> Iterator[Finding]:
    """The ZIP code does not lie in the stated city or state."""
    if submitted.changed & {"city", "state", "zip"}:
        content = submitted.content
        if mismatch := zip_mismatch(content["city"], content["state"], content["zip"]):
            yield Finding("town_against_zip", "zip", mismatch.sentence)


@check
def moved_to_another_state(submitted: Submitted) -> Iterator[Finding]:
    """The state changes. Old links redirect, so they would lead to a clinic in another state."""
    before, now = submitted.shown.get("state"), submitted.content["state"]
    if before and now and before != now:
        sentence = _(
            "This moves the listing from %(before)s to %(now)s. If this is another location "
            "with the same name, it needs its own listing."
        )
        states = {"before": v.State(before).label, "now": v.State(now).label if now in v.State else now}
        yield Finding("other_state", "state", sentence % states)
