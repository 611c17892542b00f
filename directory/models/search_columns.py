"""The search columns of Listing: their names, and the class of the generated one, which migrations import."""

from django.db import models

# Columns of a listing that only the search reads.
SEARCH_COLUMNS = (
    "search_vector",
    "search_text_a",
    "search_text_b",
    "search_text_c",
    "search_text_d",
    "codes",
    "offering_codes",
)


class StoredGeneratedField(models.GeneratedField):
    """GeneratedField without its system check, which would open a database connection.

    Every supported PostgreSQL has generated columns.
    """

    def check(self, **kwargs):
        return super().check(**kwargs | {"databases": []})
