"""Where sealed notebooks lie: begin one, read it, change it, seal it anew, delete it, let it expire.

Each change takes the row's lock, opens, changes, seals: two tabs lose nothing. What can't be opened is never
written over.
"""

import json
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction

from checklist import notebook, seal
from checklist.models import Notebook

KEPT_DAYS = 180  # untouched


class NotHere(Exception):  # noqa: N818  (says what is so)
    """No notebook lies under this secret: wrong, withdrawn, deleted or expired, which is not told."""


def begin(*, today, book=None):
    """A new notebook. Returns its secret, which is kept nowhere else."""
    secret = seal.new_secret()
    _put(
        Notebook(id=seal.row_id(secret), version=0, proof=seal.proof_digest(secret)),
        secret,
        book or notebook.new(),
        today,
    )
    return secret


def read(secret):
    """The content. Raises NotHere, seal.CannotBeOpened."""
    return _opened(_row(Notebook.objects, secret), secret)


def expires_on(secret):
    return _row(Notebook.objects, secret).expires_on


@contextmanager
def changing(secret, *, today):
    """The content, to be changed inside the block; sealed again at its end unless the block raises."""
    with transaction.atomic():
        row = _row(Notebook.objects.select_for_update(), secret)
        book = _opened(row, secret)
        yield book
        _put(row, secret, book, today)


@transaction.atomic
def withdraw(secret, *, today):
    """Seal it under a new secret, which is returned: every old link, code and cookie dies."""
    row = _row(Notebook.objects.select_for_update(), secret)
    book = _opened(row, secret)
    row.delete()
    return begin(today=today, book=book)


@transaction.atomic
def delete(secret):
    """Gone for good. Raises NotHere where nothing lies."""
    _row(Notebook.objects.select_for_update(), secret).delete()


def expire(*, today):
    """Delete what nobody has touched for 180 days. Returns how many."""
    return Notebook.objects.filter(expires_on__lt=today).delete()[0]


def _row(rows, secret):
    row = rows.filter(pk=seal.row_id(secret)).first()
    if row is None or not seal.proves(secret, row.proof):
        raise NotHere
    return row


def _opened(row, secret):
    return json.loads(seal.unseal(row.sealed, secret=secret, version=row.version))


def _put(row, secret, book, today):
    row.version += 1
    text = json.dumps(book, ensure_ascii=False, separators=(",", ":")).encode()
    row.sealed = seal.seal(text, secret=secret, version=row.version)
    row.expires_on = today + timedelta(days=KEPT_DAYS)
    row.save()
