"""Why a cell is not parsed."""


class ParseError(ValueError):
    """The cell cannot be read. The message says what to write."""
