"""Whole rows by a SELECT that is made once: Django takes a millisecond to make that of a listing anew."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connections, models


class Prepared[M: models.Model]:
    """Rows of a queryset without filters or an order, found by the values of one column.

    queryset  called without arguments when the first rows are read
    column    name of the column in the database
    """

    def __init__(self, queryset: Callable[[], models.QuerySet[M]], column: str):
        self._queryset, self._column = queryset, column
        self._by_alias: dict[str, tuple[str, list[str], list[tuple[int, Any, Any]], type[M]]] = {}

    def rows(self, alias: str, values: Iterable[Any]) -> list[M]:
        """The rows whose column has one of the values, in no order; one query on the database `alias`."""
        if alias not in self._by_alias:
            self._by_alias[alias] = self._prepare(alias)
        sql, names, converters, model = self._by_alias[alias]
        connection = connections[alias]
        with connection.cursor() as cursor:
            cursor.execute(sql, [list(values)])
            rows = [list(row) for row in cursor.fetchall()]
        for row in rows:
            for place, convert, expression in converters:
                row[place] = convert(row[place], expression, connection)
        return [model.from_db(alias, names, row) for row in rows]

    def _prepare(self, alias):
        queryset = self._queryset().using(alias).order_by()
        compiler = queryset.query.get_compiler(alias)
        sql, _no_parameters = compiler.as_sql()
        columns = [column for column, _sql, _alias in compiler.select]
        converters = compiler.get_converters(columns)
        table, column = map(connections[alias].ops.quote_name, (queryset.model._meta.db_table, self._column))
        return (
            f"{sql} WHERE {table}.{column} = ANY(%s)",
            [column.target.attname for column in columns],
            [
                (place, convert, expression)
                for place, (functions, expression) in converters.items()
                for convert in functions
            ],
            queryset.model,
        )
