"""The permanent id that a row names, in the column `id` or, in exports of older releases, `uid`."""

import re
from uuid import UUID

from django.utils.translation import gettext as _

from directory.exchange.cells.text import excerpt
from directory.importing.errors import RowError

ID_COLUMNS = ("id", "uid")
ROW_NUMBER = re.compile(r"[0-9]{1,9}(\.0)?")
UID = re.compile(r"(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")  # feeds have `urn:uuid:`
NO_UIDS = (UUID(int=0), UUID(int=2**128 - 1))  # what programs write where they have none


def parse_id(row):
    """The permanent id that a StatementReader's row names, or None. Raises RowError.

    A sheet of another program may number its rows under the heading `id`. Such a number is left out, with a
    correction; anything else that is no id of ours may be a damaged one, and is refused.
    """
    ids = {}
    for name in ID_COLUMNS:
        text = row.cells.get(name, "").strip().lower()
        if name == "id" and ROW_NUMBER.fullmatch(text) and not row.as_it_stands:
            row.corrections.append(
                _("Column “%(column)s” says “%(said)s”, which is not an id of ours. We left it out.")
                % {"column": name, "said": excerpt(text)}
            )
        elif text and (uid := parse_uid(text)) is None:
            raise RowError(
                _("Column “%(column)s” says “%(said)s”. Enter the id from an export, or leave it empty.")
                % {"column": name, "said": excerpt(text)}
            )
        elif text:
            ids[name] = uid
    if len(set(ids.values())) > 1:
        raise RowError(_("“id” and “uid” name two different clinics. Remove one of them."))
    return next(iter(ids.values()), None)


def parse_uid(text):
    """The UUID that a cell says in lower case; None for any other text."""
    match = UID.fullmatch(text)
    uid = UUID(match[1]) if match else None
    return None if uid in NO_UIDS else uid
