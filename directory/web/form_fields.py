"""Form fields that normalize what a person types before it is validated and stored."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.zip_and_state import parse_zip_code
from directory.folding import normalize_unicode

MAX_MESSAGE_LENGTH = 2000  # characters: a report, a note to moderators, a reason that a clinic reads
TOO_LONG = gettext_lazy("Use at most 2,000 characters. You have used %(show_value)d.")


class TextField(forms.CharField):
    """Text of several lines: Unicode NFC, line breaks as \\n (browsers send \\r\\n). NUL is refused, and left
    out when the form is shown again, because PostgreSQL stores none.
    """

    def to_python(self, value):
        if "\0" in (value or ""):
            raise ValidationError(_("We removed a character that we can’t save. Check your words."))
        return normalize_unicode(super().to_python(value).replace("\r\n", "\n"))

    def bound_data(self, data, initial):
        return (data or "").replace("\0", "")


class LineField(TextField):
    """Text of one line: a TextField that collapses each run of white space to one space."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class ZipCodeField(LineField):
    """A ZIP code in any usual form, normalized to five digits or `80202-1234`."""

    def to_python(self, value):
        try:
            return parse_zip_code(super().to_python(value))
        except ParseError as error:
            raise ValidationError(str(error)) from None
