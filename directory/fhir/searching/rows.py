"""Ids by a query of PostgreSQL's own functions on records, which Django has no words for."""

from typing import Any

from django.db import connections, router

from directory.models import Listing


def rows(sql: str, values: Any) -> list[tuple[Any, ...]]:
    """What a query finds. values: a list, or a mapping of names, for its placeholders."""
    with connections[router.db_for_read(Listing)].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
