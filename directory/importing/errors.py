"""The errors for a file, and for a row, that cannot be imported."""


class FileError(Exception):
    """No row of the file can be read. The message is a sentence for the operator."""


class RowError(Exception):
    """The row is refused. The message is a sentence for the operator, without the row's number."""
