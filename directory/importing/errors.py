"""Errors: a file, or a row, that is not imported."""


class FileError(Exception):
    """No row of the file can be read. The message is a sentence for the operator."""


class RowError(Exception):
    """The row is refused. The message is a sentence for the operator, without the row's number."""
