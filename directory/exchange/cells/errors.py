"""The error of a cell that cannot be parsed."""


class ParseError(ValueError):
    """The cell cannot be parsed. The message says what to write instead."""
