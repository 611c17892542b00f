"""Stops a timed deletion that would take too many rows at once, as a wrong clock would. Pure."""

MAX_ROWS = 20  # as many rows may always be deleted
MAX_SHARE = 0.05  # of all rows; a larger share is deleted only up to MAX_ROWS


class TooManyRowsError(Exception):
    """`count` of `of` rows would be deleted: more than expire in a day."""

    def __init__(self, count, of):
        super().__init__(count, of)
        self.count, self.of = count, of


def check(count, *, of):
    """Raise TooManyRowsError where `count` exceeds both MAX_ROWS and the share MAX_SHARE of `of` rows."""
    if count > MAX_ROWS and count > MAX_SHARE * of:
        raise TooManyRowsError(count, of)


def stop_message(error, *, what, today, flag):
    """The sentence that a command prints as it stops.

    what  with {count} and {of}, as "{count} of {of} notebooks would be deleted"
    flag  the option of the command that lifts the limit
    """
    what = what.format(count=f"{error.count:,}", of=f"{error.of:,}")
    return (
        f"Stopped, and nothing was done: {what} at once. "
        f"That is more than {MAX_ROWS} and more than {MAX_SHARE:.0%}, as happens where a clock is wrong. "
        f"Here it is {today:%B} {today.day}, {today.year}. "
        f"If that is right, run the command again with {flag}."
    )
