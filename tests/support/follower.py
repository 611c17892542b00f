"""A program that follows the directory: it begins with all records, and applies what changed since."""

import orjson

from directory.exchange.changes import TOMBSTONE_COLUMNS, Tombstone, change_lines, number_since
from directory.exchange.record import json_line, record, record_rows
from directory.models import Listing, Version


def bulk():
    """Id → record of every public listing, as a file of all of them has it."""
    rows = record_rows(Listing.objects.public())
    return {str(row.uid): orjson.loads(json_line(record(row))) for row in rows}


def tombstones():
    """Id → tombstone of every listing that is not public."""
    removed = Listing.objects.filter(removed_at__isnull=False).values_list(*TOMBSTONE_COLUMNS)
    return {str(one.id): one.as_json() for one in map(Tombstone._make, removed)}


class Follower:
    """Keeps records by their ids, and the tombstones that it was told of.

    records  id → record
    gone     id → tombstone
    """

    def __init__(self):
        self.version, self.records, self.gone = str(Version.now()), bulk(), tombstones()

    def pull(self, *, lines=None, batch=500):
        """Ask for the changes since the version at hand, and apply them. Returns False for a cut answer."""
        if lines is None:
            now = Version.now()
            lines = list(change_lines(number_since(self.version, now), now, batch=batch))
        return self.apply([orjson.loads(line) for line in lines])

    def apply(self, entries):
        """Apply an answer that is whole; the state stays as it was if its last line is missing."""
        if not entries or entries[-1]["op"] != "to":
            return False
        assert entries[0] == {"op": "from", "version": self.version}
        for entry in entries[1:-1]:
            rest = {name: value for name, value in entry.items() if name != "op"}
            if entry["op"] == "put":
                self.records[entry["id"]] = rest
                self.gone.pop(entry["id"], None)
            else:
                assert entry["op"] == "delete"
                self.records.pop(entry["id"], None)
                self.gone[entry["id"]] = rest
        self.version = entries[-1]["version"]
        return True
