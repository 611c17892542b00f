"""Sealed notebooks in the database: create, read, update, re-encrypt, delete, expire.

An update locks the row of the notebook, decrypts, changes and encrypts, so two tabs lose nothing. A row that
cannot be decrypted is never overwritten. How it lies in its rows: leaves.py, open_notebook.py.
"""

from collections.abc import Callable, Iterable
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from checklist import deletion_limit, notebook, reading_codes, seal
from checklist.book import Book, StoredAnswer
from checklist.models import Notebook, Pairing
from checklist.open_notebook import OpenNotebook, open_row, read_row, with_leaves

LIFETIME_DAYS = 180  # since the last change
PAIRING_LIFETIME = timedelta(minutes=15)


class NotebookNotFoundError(Exception):
    """No notebook has this secret: wrong, withdrawn, deleted or expired. The error does not tell which."""


def create(*, today, book=None):
    """Store a new notebook. Returns its secret, which the server does not store."""
    secret = seal.new_secret()
    row = Notebook(id=seal.row_id(secret), version=0, proof_digest=seal.proof_digest(secret))
    with transaction.atomic():
        OpenNotebook(row, seal.reading_key(secret)).save(book or notebook.new(), expires_on=_expiry(today))
    return secret


def read(secret, *, clinic_id=None):
    """The content of a notebook. Raises NotebookNotFoundError, seal.UnsealError.

    clinic_id  what was typed about other clinics is not read: each such text is a leaves.UnreadText
    """
    return read_row(_find(with_leaves(), secret), seal.reading_key(secret), clinic_id=clinic_id)


def read_outline(secret):
    """The content without what was typed: each text is a leaves.UnreadText. Raises as `read`."""
    row = _find(Notebook.objects, secret)
    return open_row(row, seal.reading_key(secret)).book


def read_by_reading_code(reading, *, today):
    """The content of the notebook that a reading code opens.

    reading  the secret of the code
    raises   NotebookNotFoundError (unknown, revoked or expired, or its notebook is), seal.UnsealError
    """
    key = reading_codes.reading_key(reading, today=today)
    row = with_leaves().filter(pk=key.row).first() if key else None
    if row is None:
        raise NotebookNotFoundError
    return read_row(row, key)


def exists(secret):
    """True if a notebook has this secret. False for None."""
    try:
        return secret is not None and bool(_find(Notebook.objects.defer("sealed"), secret))
    except NotebookNotFoundError:
        return False


def expires_on(secret):
    return _find(Notebook.objects.defer("sealed"), secret).expires_on


@contextmanager
def changing(secret, *, today, only: Callable[[Book], Iterable[StoredAnswer]] | None = None):
    """Yield the content for changes; re-encrypt and save it at the end of the block unless the block raises.

    only    the answers whose notes are read; every other text is then a leaves.UnreadText. None: all texts

    Expired pairings of all notebooks are deleted on the way, so that none waits for the daily command.
    """
    delete_expired_pairings(now=timezone.now())
    with transaction.atomic():
        opened = open_row(_find(Notebook.objects.select_for_update(), secret), seal.reading_key(secret))
        if only:
            opened.read_notes(only(opened.book))
        else:
            opened.read_all()
        notebook.forget_old_removal(opened.book, today=today)
        yield opened.book
        opened.save(opened.book, expires_on=_expiry(today))


@transaction.atomic
def withdraw(secret, *, today):
    """Re-encrypt with a new secret, and return it. All old codes, pairings and cookies stop working.

    The codes for reading are among them.
    """
    row = _find(Notebook.objects.select_for_update(), secret)
    book = open_row(row, seal.reading_key(secret)).read_all()
    row.delete()
    reading_codes.revoke_all(book)
    notebook.mark_code_new(book)
    return create(today=today, book=book)


@transaction.atomic
def delete(secret):
    """Delete the notebook for good, and its reading codes. Raises NotebookNotFoundError.

    Where the notebook cannot be decrypted, the rows of its codes stay until they expire. They open nothing.
    """
    row = _find(Notebook.objects.select_for_update(), secret)
    with suppress(seal.UnsealError):
        reading_codes.revoke_all(open_row(row, seal.reading_key(secret)).book)
    row.delete()


def delete_expired(*, today, however_many=False):
    """Delete the notebooks that nobody has changed for LIFETIME_DAYS, and expired reading codes.

    Returns how many notebooks. Raises deletion_limit.TooManyRowsError or reading_codes.TooManyCodesError,
    unless `however_many`: the clock of this machine may be wrong.
    """
    expired = Notebook.objects.filter(expires_on__lt=today)
    if not however_many:
        deletion_limit.check(expired.count(), total=Notebook.objects.count())
        reading_codes.check_expired(today=today)
    reading_codes.delete_expired(today=today)
    return expired.delete()[0]


# ---- pairing with another device


def create_pairing(secret, *, now, reading=None):
    """Encrypt the secret of a notebook for another device. Returns the pairing, which opens it once.

    reading  the secret of a reading code, which is then encrypted in place of that of the notebook

    Raises NotebookNotFoundError.
    """
    _find(Notebook.objects.defer("sealed"), secret)
    delete_expired_pairings(now=now)
    pairing = seal.new_pairing()
    sealed = seal.seal_for_pairing(reading or secret, pairing=pairing, pepper=_pepper())
    Pairing.objects.create(id=seal.pairing_id(pairing), sealed=sealed, ends_at=now + PAIRING_LIFETIME)
    return pairing


def redeem_pairing(pairing, *, now):
    """The secret of the paired notebook, or of the paired reading code; the pairing is deleted.

    Raises NotebookNotFoundError (unknown, used or expired), seal.UnsealError.
    """
    with transaction.atomic():
        row = Pairing.objects.select_for_update().filter(pk=seal.pairing_id(pairing)).first()
        current = row is not None and row.ends_at > now
        if current:
            row.delete()
        delete_expired_pairings(now=now)
    if not current:
        raise NotebookNotFoundError
    return seal.unseal_for_pairing(row.sealed, pairing=pairing, pepper=_pepper())


def delete_expired_pairings(*, now):
    """Delete the expired pairings. Returns how many."""
    return Pairing.objects.filter(ends_at__lte=now).delete()[0]


def _pepper():
    return salted_hmac("checklist.storage.pairing", b"", algorithm="sha256").digest()


def _find(rows, secret):
    row = next(iter(rows.filter(pk=seal.row_id(secret))), None)
    if row is None or not seal.matches_proof(secret, row.proof_digest):
        raise NotebookNotFoundError
    return row


def _expiry(today):
    return today + timedelta(days=LIFETIME_DAYS)
