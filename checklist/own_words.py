"""What a person writes in their own words on the page for a doctor. Pure.

The words are saved by a button. A form carries the digest of the words that it showed, so that a save does
not overwrite what another page has saved meanwhile.
"""

from django.utils.translation import gettext as _

from checklist import notebook
from checklist.book import Book
from directory.web.shown_digest import digest_of

MAX_CHARACTERS = 1_000


class ConflictError(Exception):
    """The stored words are not those that the form showed, and the typed ones do not include them."""


def get(book: Book) -> str:
    return book.get("own_words", "")


def shown_digest(book: Book) -> str:
    """The digest for a form that shows the stored words."""
    return digest_of(get(book))


def validated(text: str) -> str:
    """The words, normalized as a note is. Raises notebook.NotebookError where they are too long."""
    sentence = _("Your own words hold up to 1,000 characters. You wrote %(count)s.")
    return notebook.normalized_within(text, MAX_CHARACTERS, sentence, normalizer=notebook.normalize_text)


def save(book: Book, text: str, *, shown: str) -> None:
    """Store words that validated() returned, in place of those that a form showed. Raises ConflictError."""
    stored = get(book)
    if shown != shown_digest(book) and stored not in text:
        raise ConflictError
    book["own_words"] = text
    if not text:
        del book["own_words"]
