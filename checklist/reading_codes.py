"""Codes that open a notebook to be read only: made, listed, revoked, expired.

The notebook lists its codes with their labels, so that only its owner can see and revoke them. The secret of
a code is not stored. Its row holds the ReadingKey of the notebook, encrypted with that secret.
"""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from checklist import deletion_limit, notebook, seal
from checklist.book import Book, ListedCode
from checklist.models import ReadingCode

MAX_CODES = 5
MAX_LABEL_CHARACTERS = 60
LIFETIME_DAYS = 180  # since the code was made


class TooManyCodesError(deletion_limit.TooManyRowsError):
    """More codes would be deleted than can expire in a day, as happens where a clock is wrong."""


def listed(book: Book, *, today: date) -> list[ListedCode]:
    """The codes that still work, in the order in which they were made."""
    return [code for code in book.get("reading_codes", []) if last_day(code) >= today]


def made_on(code: ListedCode) -> date:
    return date.fromisoformat(code["made_on"])


def last_day(code: ListedCode) -> date:
    """The last day on which the code works."""
    return made_on(code) + timedelta(days=LIFETIME_DAYS)


def create(book: Book, *, secret: bytes, label: str, today: date) -> bytes:
    """Make a code, list it in the notebook, and return its secret. Call it inside storage.changing().

    secret  that of the notebook
    label   who the code is for, in the owner's words; raises notebook.NotebookError
    """
    sentence = _("A name for a code holds up to 60 characters. Yours has %(count)s.")
    label = notebook.normalized_within(label, MAX_LABEL_CHARACTERS, sentence, normalizer=notebook.one_line)
    if not label:
        raise notebook.NotebookError(_("Write first who the code is for, such as “My sister”."))
    current = listed(book, today=today)
    if len(current) >= MAX_CODES:
        raise notebook.NotebookError(_("A notebook has up to 5 codes for reading. Revoke one first."))
    reading = seal.new_reading_secret()
    row = ReadingCode.objects.create(
        id=seal.reading_id(reading),
        sealed=seal.seal_for_reading(seal.reading_key(secret), reading=reading),
        expires_on=today + timedelta(days=LIFETIME_DAYS),
    )
    book["reading_codes"] = [*current, {"id": row.pk, "label": label, "made_on": today.isoformat()}]
    return reading


def revoke(book: Book, code_id: str) -> None:
    """Delete one code of this notebook. A code that the notebook does not list stays as it is."""
    codes = book.get("reading_codes", [])
    ReadingCode.objects.filter(pk__in=[code["id"] for code in codes if code["id"] == code_id]).delete()
    book["reading_codes"] = [code for code in codes if code["id"] != code_id]


def revoke_all(book: Book) -> None:
    """Delete every code of this notebook."""
    ReadingCode.objects.filter(pk__in=[code["id"] for code in book.pop("reading_codes", [])]).delete()


def reading_key(reading: bytes, *, today: date) -> seal.ReadingKey | None:
    """What the secret of a code decrypts; None if no such code works. Raises seal.UnsealError."""
    row = ReadingCode.objects.filter(pk=seal.reading_id(reading), expires_on__gte=today).first()
    return seal.unseal_for_reading(row.sealed, reading=reading) if row else None


def check_expired(*, today: date) -> None:
    """Raises TooManyCodesError."""
    expired = ReadingCode.objects.filter(expires_on__lt=today).count()
    try:
        deletion_limit.check(expired, total=ReadingCode.objects.count())
    except deletion_limit.TooManyRowsError as error:
        raise TooManyCodesError(error.count, error.total) from None


def delete_expired(*, today: date) -> int:
    """Delete the expired codes. Returns how many."""
    return ReadingCode.objects.filter(expires_on__lt=today).delete()[0]
