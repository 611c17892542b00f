"""What the index holds of each listing by its number: its point, its name, its version."""

from collections.abc import Sequence

from directory.folding import fold
from directory.index.rows import Row
from directory.places.geometry import unit_vector


class Columns:
    """The columns at one version of the directory. Immutable: `updated` returns new ones."""

    def __init__(self):
        self.vectors = {}  # listing id → unit vector (x, y, z)
        self.names = {}  # listing id → folded name, alias and organization
        self.name_lengths = {}  # listing id → characters of the name, and of the alias, in `names`
        self.changed_at = {}  # listing id → the version number under which it last changed

    def updated(self, rows: Sequence[Row]) -> "Columns":
        """The columns after some listings changed."""
        new = Columns()
        new.vectors, new.names = dict(self.vectors), dict(self.names)
        new.name_lengths, new.changed_at = dict(self.name_lengths), dict(self.changed_at)
        for row in rows:
            for by_listing in (new.vectors, new.names, new.name_lengths, new.changed_at):
                by_listing.pop(row.pk, None)
            if row.is_public:
                new.changed_at[row.pk] = row.directory_version
                if row.latitude is not None:
                    new.vectors[row.pk] = unit_vector(row.latitude, row.longitude)
                new.names[row.pk] = row.search_text_a
                new.name_lengths[row.pk] = len(fold(row.name)), len(fold(row.alias))
        return new
