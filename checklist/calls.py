"""The facts of a call to a clinic: whom the person spoke with, when, when to call back, an appointment. Pure.

They are stored with the clinic as a Call (book.py), beside the answers, and are saved under the key `call`.
"""

from dataclasses import astuple, dataclass
from datetime import date, datetime

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from checklist import notebook
from checklist.book import Call, Clinic

KEY = "call"  # where an answer has the key of its question: in forms, and in the order of saves
FIELDS = ("spoken_with", "called_on", "call_back_on", "appointment")
MAX_NAME_CHARACTERS = 100
EARLIEST_YEAR, LATEST_YEAR = 2000, 2099


@dataclass(frozen=True)
class CallFacts:
    """What was noted of a call; "" where nothing was.

    called_on, call_back_on  ISO dates
    appointment              local time of the clinic, as "2026-12-03T14:30"
    """

    spoken_with: str = ""
    called_on: str = ""
    call_back_on: str = ""
    appointment: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(astuple(self))

    @property
    def called_date(self) -> date | None:
        return date.fromisoformat(self.called_on) if self.called_on else None

    @property
    def call_back_date(self) -> date | None:
        return date.fromisoformat(self.call_back_on) if self.call_back_on else None

    @property
    def appointment_time(self) -> datetime | None:
        return datetime.fromisoformat(self.appointment) if self.appointment else None

    def includes(self, other: "CallFacts") -> bool:
        """True if replacing `other` with these facts loses nothing that was noted."""
        return all(theirs in ("", ours) for ours, theirs in zip(astuple(self), astuple(other), strict=True))


def get_call(clinic: Clinic) -> CallFacts:
    stored = clinic.get("call")
    return CallFacts(**stored) if stored else CallFacts()


def labeled_facts(call: CallFacts) -> list[tuple[str, str]]:
    """(label, value) of each fact that was noted, in words, for a table."""
    values = (
        (_("Whom I spoke with"), call.spoken_with),
        (_("When"), call.called_date and date_format(call.called_date)),
        (_("Call back on"), call.call_back_date and date_format(call.call_back_date)),
        (_("Appointment"), call.appointment_time and _in_words(call.appointment_time)),
    )
    return [(label, value) for label, value in values if value]


def _in_words(at: datetime) -> str:
    return _("%(day)s, %(time)s") % {"day": date_format(at), "time": time_format(at)}


def validated_call(call: CallFacts) -> CallFacts:
    """The facts with the name in one line, and dates in ISO notation. Raises notebook.NotebookError."""
    sentence = _("The name may have up to 100 characters. Yours has %(count)s.")
    name = notebook.normalized_within(
        call.spoken_with, MAX_NAME_CHARACTERS, sentence, normalizer=notebook.one_line
    )
    return CallFacts(
        name,
        _validated_date(call.called_on),
        _validated_date(call.call_back_on),
        _validated_time(call.appointment),
    )


def set_call(clinic: Clinic, call: CallFacts) -> None:
    """Store the facts of a call in place of the earlier ones. Raises notebook.NotebookError."""
    call = validated_call(call)
    if call.is_empty:
        clinic.pop("call", None)
    else:
        clinic["call"] = Call(**vars(call))


def _validated_date(text: str) -> str:
    try:
        return _in_range(date.fromisoformat(text)).isoformat() if text else ""
    except ValueError:
        raise notebook.NotebookError(_("Write a date such as 12/03/2026.")) from None


def _validated_time(text: str) -> str:
    try:
        at = datetime.fromisoformat(text) if text else None
    except ValueError:
        at = None
    if text and (at is None or at.tzinfo or not EARLIEST_YEAR <= at.year <= LATEST_YEAR):
        raise notebook.NotebookError(_("Write a date and a time such as 12/03/2026 2:30 PM."))
    return at.isoformat(timespec="minutes") if at else ""


def _in_range(day: date) -> date:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError(day)
    return day
