"""Sealed notebooks in the database: create, read, update, re-encrypt, delete, expire.

Each change takes the row's lock, opens, changes, seals: two tabs lose nothing. What can't be opened is never
written over.
"""

import json
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from checklist import deletion_limit, notebook, seal
from checklist.models import Notebook, Pairing

LIFETIME_DAYS = 180  # untouched
PAIRING_LIFETIME = timedelta(minutes=15)


class NotebookNotFoundError(Exception):
    """No notebook lies under this secret: wrong, withdrawn, deleted or expired, which is not told."""


def create(*, today, book=None):
    """A new notebook. Returns its secret, which is kept nowhere else."""
    secret = seal.new_secret()
    _seal_and_save(
        Notebook(id=seal.row_id(secret), version=0, proof_digest=seal.proof_digest(secret)),
        secret,
        book or notebook.new(),
        today,
    )
    return secret


def read(secret):
    """The content. Raises NotHere, seal.CannotBeOpened."""
    return _unseal(_find(Notebook.objects, secret), secret)


def exists(secret):
    """Does a notebook lie under this secret? False for None."""
    try:
        return secret is not None and bool(_find(Notebook.objects.defer("sealed"), secret))
    except NotebookNotFoundError:
        return False


def expires_on(secret):
    return _find(Notebook.objects, secret).expires_on


@contextmanager
def changing(secret, *, today):
    """The content, to be changed inside the block; sealed again at its end unless the block raises.

    Whoever writes sweeps up: a pairing that is over lies no longer than until the next word in any notebook.
    """
    delete_expired_pairings(now=timezone.now())
    with transaction.atomic():
        row = _find(Notebook.objects.select_for_update(), secret)
        book = _unseal(row, secret)
        notebook.forget_old_removal(book, today=today)
        yield book
        _seal_and_save(row, secret, book, today)


@transaction.atomic
def withdraw(secret, *, today):
    """Seal it under a new secret, which is returned: every old code, pairing and cookie dies."""
    row = _find(Notebook.objects.select_for_update(), secret)
    book = _unseal(row, secret)
    row.delete()
    notebook.mark_code_new(book)
    return create(today=today, book=book)


@transaction.atomic
def delete(secret):
    """Gone for good. Raises NotHere where nothing lies."""
    _find(Notebook.objects.select_for_update(), secret).delete()


def delete_expired(*, today, however_many=False):
    """Delete what nobody has touched for 180 days. Returns how many.

    Raises brake.TooMany where it would be more than a day brings, as when this machine's clock is wrong.
    """
    over = Notebook.objects.filter(expires_on__lt=today)
    if not however_many:
        deletion_limit.check(over.count(), of=Notebook.objects.count())
    return over.delete()[0]


# ---- opened on another device


def create_pairing(secret, *, now):
    """Seal the secret of a notebook for another device. Returns what opens it there: once, within 15 minutes.

    Raises NotHere.
    """
    _find(Notebook.objects.defer("sealed"), secret)
    delete_expired_pairings(now=now)
    pairing = seal.new_pairing()
    sealed = seal.seal_for_pairing(secret, pairing=pairing, pepper=_pepper())
    Pairing.objects.create(id=seal.pairing_id(pairing), sealed=sealed, ends_at=now + PAIRING_LIFETIME)
    return pairing


def redeem_pairing(pairing, *, now):
    """The secret that was sealed for a pairing, whose row is deleted. Raises NotHere, seal.CannotBeOpened."""
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
    """Delete the pairings whose time is over. Returns how many."""
    return Pairing.objects.filter(ends_at__lte=now).delete()[0]


def _pepper():
    return salted_hmac("checklist.shelf.pairing", b"", algorithm="sha256").digest()


def _find(rows, secret):
    row = rows.filter(pk=seal.row_id(secret)).first()
    if row is None or not seal.matches_proof(secret, row.proof_digest):
        raise NotebookNotFoundError
    return row


def _unseal(row, secret):
    return json.loads(seal.unseal(row.sealed, secret=secret, version=row.version))


def _seal_and_save(row, secret, book, today):
    row.version += 1
    text = json.dumps(book, ensure_ascii=False, separators=(",", ":")).encode()
    row.sealed = seal.seal(text, secret=secret, version=row.version)
    # A clock that went back takes no day away.
    row.expires_on = max(row.expires_on or today, today + timedelta(days=LIFETIME_DAYS))
    row.save()
