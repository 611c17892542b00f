"""The error of a cell that cannot be parsed."""


class ParseError(ValueError):
    """The error of a cell that cannot be parsed. The message says what to write instead."""
