"""Stops files that hold far fewer rows than the last ones, as a fault of ours would make them. Pure."""

from collections.abc import Mapping

MIN_SHARE = 0.9  # of the rows that the last file had
MAX_LOST_ROWS = 3  # as many may always go: of a few clinics, one is more than a tenth


class FewerRowsError(Exception):
    """Some files would have far fewer rows.

    lost  name of a file → (rows that it had, rows that it would have)
    """

    def __init__(self, lost: dict[str, tuple[int, int]]):
        super().__init__(lost)
        self.lost = lost


def check(rows: Mapping[str, int], *, before: Mapping[str, int]) -> None:
    """Raise FewerRowsError where a file has lost more than MAX_LOST_ROWS rows, and more than a tenth of them.

    rows    name of a file → its rows; a file that is missing has none
    before  the same of the last files
    """
    lost = {
        name: (had, rows.get(name, 0))
        for name, had in before.items()
        if rows.get(name, 0) < min(had * MIN_SHARE, had - MAX_LOST_ROWS)
    }
    if lost:
        raise FewerRowsError(lost)


def stop_message(error: FewerRowsError, *, flag: str) -> str:
    """The sentence that a command prints as it stops. flag: the option that lifts the limit."""
    files = ", ".join(f"{name} {has:,} of {had:,}" for name, (had, has) in error.lost.items())
    return (
        f"Stopped, and the last files are still served: fewer than {MIN_SHARE:.0%} of their rows would be "
        f"left ({files}). If that is right, run the command again with {flag}."
    )
