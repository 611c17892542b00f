"""Stops a timed deletion that would take too many rows at once, as a wrong clock would. Pure."""

MAX_ROWS = 20  # rows that may always go
MAX_SHARE = 0.05  # of all rows, that may go at once


class TooManyRowsError(Exception):
    """More rows than a day brings: `count` of `of`."""

    def __init__(self, count, of):
        super().__init__(count, of)
        self.count, self.of = count, of


def check(count, *, of):
    """Raise TooMany where more than 20 rows, and more than 5 % of all, would go at once."""
    if count > MAX_ROWS and count > MAX_SHARE * of:
        raise TooManyRowsError(count, of)


def stop_message(error, *, what, today, flag):
    """What the command says as it stops: `what` would happen, as `12 of 13 notebooks would be deleted`."""
    what = what.format(count=f"{error.count:,}", of=f"{error.of:,}")
    return (
        f"Stopped, and nothing was done: {what} at once. "
        f"That is more than {MAX_ROWS} and more than {MAX_SHARE:.0%}, as happens where a clock is wrong. "
        f"Here it is {today:%B} {today.day}, {today.year}. "
        f"If that is right, run the command again with {flag}."
    )
