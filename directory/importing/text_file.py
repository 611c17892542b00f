"""Opens a text file, detects its encoding, and decodes its lines."""

import codecs

from django.utils.translation import gettext as _

from directory.importing.errors import FileError

CHUNK_BYTES = 65_536
MAX_LINE_BYTES = 1_000_000
MAX_LINES = 500_000
TOO_LONG_LINE = "\udfff"  # stands for a line over MAX_LINE_BYTES; no text decodes to this character
UNDEFINED_IN_WINDOWS_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
BYTE_ORDER_MARKS = {  # UTF-32 first, because its mark begins with that of UTF-16
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def open_text_file(path):
    """The file, open for bytes. Raises FileError if it cannot be opened or does not begin like text."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise FileError(_("There is no file %s.") % path) from None
    except IsADirectoryError:
        raise FileError(_("%s is a folder. Name a file in it.") % path) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileError(
            _("%(file)s cannot be opened: %(reason)s.") % {"file": path, "reason": reason}
        ) from None
    try:
        problem = why_not_text(file.read(4096))
    except OSError as error:
        file.close()
        raise FileError(
            _("%(file)s cannot be read: %(reason)s.") % {"file": path, "reason": error.strerror}
        ) from None
    if problem:
        file.close()
        raise FileError(problem)
    file.seek(0)
    return file


def why_not_text(beginning):
    """Why a file with this beginning is refused, as a sentence; "" for text."""
    mark, codec = byte_order_mark(beginning)
    if not beginning.removeprefix(mark).decode(codec, "replace").strip():
        return _("The file is empty.")
    start = beginning.removeprefix(mark).lstrip()
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _(
            "The file is a spreadsheet or a ZIP archive. Open it, choose File, Save As, “CSV "
            "UTF-8 (Comma delimited)” (in Google Sheets: File, Download, CSV), and use the "
            "new file."
        )
    if start[:1] == b"<":
        return _("The file is a web page or XML. Use a CSV or JSON file.")
    first_line = start.split(b"\n", 1)[0]
    if start.startswith(b"\x1f\x8b"):
        return _("The file is compressed. Unpack it, and use the CSV file that is in it.")
    if start.startswith((b"%PDF", b"SQLite")) or (codec == "utf-8" and b"\0" in first_line):
        return _("The file is not text. Use a CSV file in UTF-8, or JSON.")
    return ""


def byte_order_mark(beginning):
    """(byte order mark or b"", codec) of a file with this beginning."""
    return next(
        ((mark, codec) for mark, codec in BYTE_ORDER_MARKS.items() if beginning.startswith(mark)),
        (b"", "utf-8"),
    )


def is_json(file):
    """True if the file begins like JSON."""
    beginning = file.read(4096)
    file.seek(0)
    mark, codec = byte_order_mark(beginning)
    return beginning.removeprefix(mark).decode(codec, "ignore").lstrip()[:1] in ("{", "[")


def detect_encoding(file):
    """(codec, line ending, sentence about the codec or ""). Reads the whole file.

    Raises FileError if it has more than MAX_LINES lines.
    """
    mark, codec = byte_order_mark(file.read(4))
    file.seek(0)
    lines = utf8 = other = 0
    old_mac, no_letter = True, False
    while data := file.readline(CHUNK_BYTES):
        lines += data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n")
        old_mac = old_mac and b"\n" not in data
        if not data.isascii():
            if _is_utf8(data):
                utf8 += 1
            else:
                other += 1
                no_letter = no_letter or any(byte in data for byte in UNDEFINED_IN_WINDOWS_1252)
        if lines > MAX_LINES:
            raise FileError(_("The file has more than %d lines. Split it into smaller files.") % MAX_LINES)
    file.seek(0)
    end = b"\r" if old_mac else b"\n"
    if mark or not other or utf8 or (no_letter and not old_mac):
        return codec, end, ""
    codec, name = ("mac-roman", "Mac OS Roman") if old_mac else ("cp1252", "Windows-1252")
    return (
        codec,
        end,
        _("The file is not in UTF-8. We read it as %s. Check that its accents are correct.") % name,
    )


def _is_utf8(data):
    """True if the bytes are UTF-8; the last character may be incomplete."""
    try:
        codecs.utf_8_decode(data, "strict", False)
    except UnicodeDecodeError:
        return False
    return True


def read_lines(file, codec, end=b"\n", on_bytes_read=None):
    """Yields the lines of a file as text, with their line endings.

    Bytes that are not UTF-8 become surrogates. TOO_LONG_LINE stands for a line over MAX_LINE_BYTES.
    """
    rest, passing, marks = b"", False, 0
    for data in _utf8_chunks(file, codec, on_bytes_read):
        *complete, rest = (rest + data).split(end)
        for line in complete:
            if passing or len(line) >= MAX_LINE_BYTES:
                yield _placeholder_line(marks + line.count(b'"'))
                passing, marks = False, 0
            else:
                yield (line + end).decode(errors="surrogateescape")
        if passing or len(rest) >= MAX_LINE_BYTES:
            passing, marks, rest = True, marks + rest.count(b'"'), b""
    if passing:
        yield _placeholder_line(marks)
    elif rest:
        yield rest.decode(errors="surrogateescape")


def _placeholder_line(marks):
    """The text that stands for a line that is too long.

    A line with an odd number of quotation marks opens or closes a cell of several lines; so does its
    placeholder.
    """
    return ('"' if marks % 2 else "") + TOO_LONG_LINE + "\n"


def _utf8_chunks(file, codec, on_bytes_read):
    """Yields the bytes of a file in UTF-8, without a byte order mark."""
    decoder = None if codec == "utf-8" else codecs.getincrementaldecoder(codec)("replace")
    begin = 0
    while data := file.read(CHUNK_BYTES):
        if on_bytes_read:
            on_bytes_read(len(data))
        if decoder:
            yield decoder.decode(data).encode()
        else:
            yield data if begin else data.removeprefix(codecs.BOM_UTF8)
        begin = 1
