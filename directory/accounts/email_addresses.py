"""E-mail addresses as they are kept and compared: lower-case ASCII, the domain as the DNS knows it (IDNA).

What only looks like an address is another one: a dotless i, a long s, a Kelvin sign or a Cyrillic letter
never turns into what it resembles, neither here nor in the database, which is asked for equal text alone.
"""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_LENGTH = 254  # characters, of a column and of a letter's envelope


def canonical(typed):
    """The address as it is kept: " Ada@Bücher.example" → "ada@xn--bcher-kva.example".

    Raises ValidationError, with a sentence, for what is no address that a letter can go to.
    """
    typed = typed.strip()
    if len(typed) > MAX_LENGTH:  # before the time is spent on it: IDNA takes the square of a run of accents
        raise ValidationError(_("Type a shorter or plainer address. We cannot write to this one."))
    name, _at, domain = typed.rpartition("@")
    if not name.isascii():
        raise ValidationError(_("Use plain letters before the @ sign. We cannot write to others."))
    email = f"{name}@{domain if domain.isascii() else _idna(domain)}".lower()
    if len(email) > MAX_LENGTH or any(sign in email for sign in ',"\\'):
        raise ValidationError(_("Type a shorter or plainer address. We cannot write to this one."))
    if email.endswith(("@localhost", "]")):  # a mailbox of a machine, which Django takes
        raise ValidationError(EmailAddressField.default_error_messages["invalid"])
    try:
        validate_email(email)
    except ValidationError:
        raise ValidationError(EmailAddressField.default_error_messages["invalid"]) from None
    return email


def canonical_if_valid(typed):
    """As stored, or where that cannot be, as typed: for what is counted or compared and not written to."""
    try:
        return canonical(typed)
    except ValidationError:
        return typed.strip()


def _idna(domain):
    """Bücher.example → xn--bcher-kva.example; refused where IDNA would put other letters in their place."""
    try:
        encoded = domain.encode("idna").decode()
        kept = encoded.encode().decode("idna") == domain.lower()
    except UnicodeError:
        kept = False
    if not kept or any(_folds_to_ascii(sign) for sign in domain):
        raise ValidationError(_("Type the part after the @ sign in plain letters. We cannot read it so."))
    return encoded


def _folds_to_ascii(sign):
    return not sign.isascii() and any(one.isascii() for one in unicodedata.normalize("NFKC", sign.casefold()))


class EmailAddressField(forms.EmailField):
    """A field for one address; its value is the address as it is stored."""

    default_error_messages = {
        "invalid": gettext_lazy("Enter an e-mail address, for example name@clinic.example."),
    }
    default_validators = []  # `stored` asks the same of what it has made

    def clean(self, value):
        found = super().clean(value)
        return canonical(found) if found else found
