"""Stops a timed deletion that would take too many rows at once, as a wrong clock would. Pure."""

MAX_ROWS = 20  # as many rows may always be deleted
MAX_SHARE = 0.05  # of all rows; a larger share is deleted only up to MAX_ROWS


class TooManyRowsError(Exception):
    """`count` of `total` rows would be deleted: more rows than can expire in a day."""

    def __init__(self, count, total):
        super().__init__(count, total)
        self.count, self.total = count, total


def check(count, *, total):
    """Raise TooManyRowsError where `count` exceeds both MAX_ROWS and the share MAX_SHARE of all rows."""
    if count > MAX_ROWS and count > MAX_SHARE * total:
        raise TooManyRowsError(count, total)


def stop_message(error, *, what, today, flag):
    """The sentence that a command prints as it stops.

    what  with {count} and {total}, as "{count} of {total} notebooks would be deleted"
    flag  the option of the command that lifts the limit
    """
    what = what.format(count=f"{error.count:,}", total=f"{error.total:,}")
    return (
        f"Stopped, and nothing was done: {what} at once. "
        f"That is more than {MAX_ROWS} and more than {MAX_SHARE:.0%}, as happens where a clock is wrong. "
        f"Here it is {today:%B} {today.day}, {today.year}. "
        f"If that is right, run the command again with {flag}."
    )
