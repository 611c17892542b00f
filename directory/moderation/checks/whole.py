"""Checks of the whole submission: how much it withdraws, and whether it is about the same clinic."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.moderation.checks.base import Finding, Submitted, check, label
from directory.wording import values

MANY_STATEMENTS = 10  # taken away by one submission
ALWAYS_STATED = {"name", "country"}


@check
def much_is_taken_away(submitted: Submitted) -> Iterator[Finding]:
    """The submission withdraws everything, over half of the published statements, or MANY_STATEMENTS."""
    published = {name for name in STATEMENTS if is_stated(submitted.shown.get(name))} - ALWAYS_STATED
    withdrawn = [name for name in submitted.withdrawn if name in published]
    if withdrawn and not any(
        is_stated(submitted.content[name]) for name in STATEMENTS if name not in ALWAYS_STATED
    ):
        yield Finding("all_removed", "", _("This removes everything that the listing states."))
    elif len(withdrawn) >= MANY_STATEMENTS or len(withdrawn) * 2 > max(len(published), 4):
        sentence = _("This removes %(count)s of %(all)s statements: %(names)s.")
        names = [f"“{label(name)}”" for name in withdrawn[:5]]
        if len(withdrawn) > len(names):
            names.append(_("others"))
        counts = {"count": len(withdrawn), "all": len(published)}
        sentence %= counts | {"names": values.join_with_and(names)}
        yield Finding("many_removed", "", sentence)


@check
def perhaps_another_clinic(submitted: Submitted) -> Iterator[Finding]:
    """Name, phone and street all change, so the listing may be meant for another clinic now."""
    replaced = {
        name
        for name in ("name", "phone", "street")
        if name in submitted.changed
        and is_stated(submitted.shown.get(name))
        and is_stated(submitted.content[name])
    }
    if len(replaced) == 3:
        sentence = _(
            "The name, phone and street all change. This may be a different clinic, which "
            "needs its own listing."
        )
        yield Finding("another_clinic", "", sentence)
