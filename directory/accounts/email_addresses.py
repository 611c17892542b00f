"""E-mail addresses in canonical form, as they are stored and compared: lower-case ASCII, the domain in IDNA.

Similar letters stay distinct: a dotless i, a long s, a Kelvin sign or a Cyrillic letter never becomes the
letter that it resembles, neither here nor in the database, which compares exactly.
"""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_LENGTH = 254  # characters: of a column, and of the envelope of a letter


def canonical(typed):
    """The canonical form: " Ada@Bücher.example" → "ada@xn--bcher-kva.example".

    Raises ValidationError with a sentence for text that is no usable e-mail address.
    """
    typed = typed.strip()
    if len(typed) > MAX_LENGTH:  # at once, because IDNA takes quadratic time for a run of accents
        raise ValidationError(_("We can’t send e-mail to this address. Enter a different one."))
    name, _at, domain = typed.rpartition("@")
    if not name.isascii():
        raise ValidationError(
            _(
                "Use only plain letters, such as a to z, before the @ sign. We can’t send e-mail "
                "to other addresses."
            )
        )
    email = f"{name}@{domain if domain.isascii() else _idna(domain)}".lower()
    if len(email) > MAX_LENGTH or any(sign in email for sign in ',"\\'):
        raise ValidationError(_("We can’t send e-mail to this address. Enter a different one."))
    if email.endswith(("@localhost", "]")):  # a mailbox of the machine itself, which Django accepts
        raise ValidationError(EmailAddressField.default_error_messages["invalid"])
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError(EmailAddressField.default_error_messages["invalid"]) from None
    return email


def canonical_if_valid(typed):
    """The canonical form, or the typed text if it is invalid: for counting and comparing, not for sending."""
    try:
        return canonical(typed)
    except ValidationError:
        return typed.strip()


def _idna(domain):
    """Bücher.example → xn--bcher-kva.example; ValidationError where IDNA would change letters into others."""
    try:
        encoded = domain.encode("idna").decode()
        is_reversible = encoded.encode().decode("idna") == domain.lower()
    except UnicodeError:
        is_reversible = False
    if not is_reversible or any(_folds_to_ascii(sign) for sign in domain):
        raise ValidationError(
            _("We can’t read the part after the @ sign. Type it in plain letters, such as a to z.")
        )
    return encoded


def _folds_to_ascii(sign):
    return not sign.isascii() and any(one.isascii() for one in unicodedata.normalize("NFKC", sign.casefold()))


class EmailAddressField(forms.EmailField):
    """A form field for one e-mail address, normalized to its canonical form."""

    default_error_messages = {
        "invalid": gettext_lazy("Enter an e-mail address, for example name@clinic.example."),
    }
    default_validators = []  # `canonical` validates its result

    def clean(self, value):
        email = super().clean(value)
        return canonical(email) if email else email
