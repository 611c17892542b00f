"""Buttons that show a form again with what was typed: another row, Monday's hours for other days.

Nothing is checked or saved. They work without script; the page opens at what was added.
"""

from typing import cast

from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict

from directory.facts.vocabulary import Weekday

MORE, COPY_MONDAY = "_more", "_copy_monday"  # names of buttons
MAX_ROWS = 60  # a button adds no more; the form says how many there may be


def is_asked_for(posted: QueryDict) -> bool:
    return MORE in posted or COPY_MONDAY in posted


def with_more(posted: QueryDict) -> QueryDict:
    """What was posted, with the row or the hours that the pressed button adds.

    The value of MORE is the prefix of a formset, or `training:practitioners-1`, the row of a person.
    """
    changed = cast(QueryDict, posted.copy())
    prefix, _colon, person = posted.get(MORE, "").partition(":")
    total = _total(posted, prefix)
    if total is not None and total < MAX_ROWS:
        changed[f"{prefix}-TOTAL_FORMS"] = str(total + 1)
        if person:
            changed[f"{prefix}-{total}-person"] = person
    if name := posted.get(COPY_MONDAY, ""):
        _copy_monday(changed, name)
    return changed


def added(posted: QueryDict) -> str:
    """The prefix of the row that `with_more` added to what was posted; "" for none."""
    prefix = posted.get(MORE, "").partition(":")[0]
    total = _total(posted, prefix)
    return f"{prefix}-{total - 1}" if total else ""


def _total(posted, prefix):
    """How many rows a formset has; None where nothing, or no small number, says it."""
    total = posted.get(f"{prefix}-TOTAL_FORMS", "")
    return int(total) if total.isascii() and total.isdigit() and len(total) < 5 else None


def _copy_monday(posted, name):
    """Write Monday's hours to each day that is empty and not marked as closed."""
    monday, *others = (f"{name}-{day}" for day in Weekday.values)
    for day in others:
        if not any(posted.get(f"{day}-{part}", "").strip() for part in ("opens", "closes", "closed")):
            for part in ("opens", "closes"):
                posted[f"{day}-{part}"] = posted.get(f"{monday}-{part}", "")


class RedisplayedForm:
    """A form that can be shown again unchecked: see `is_redisplayed`."""

    is_redisplayed = False

    def full_clean(self):
        if not self.is_redisplayed:
            super().full_clean()  # pyright: ignore[reportAttributeAccessIssue]
            return
        self._errors, self.cleaned_data = ErrorDict(), {}

    def is_valid(self):
        return not self.is_redisplayed and super().is_valid()  # pyright: ignore[reportAttributeAccessIssue]


class RedisplayedFormSet:
    """The same for a formset, whose forms are RedisplayedForms."""

    is_redisplayed = False

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)  # pyright: ignore[reportAttributeAccessIssue]
        form.is_redisplayed = self.is_redisplayed
        return form

    def full_clean(self):
        if not self.is_redisplayed:
            super().full_clean()  # pyright: ignore[reportAttributeAccessIssue]
            return
        self._errors, self._non_form_errors = [], ErrorList()

    def is_valid(self):
        return not self.is_redisplayed and super().is_valid()  # pyright: ignore[reportAttributeAccessIssue]
