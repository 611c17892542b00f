"""Detects rows of a file that repeat an earlier row."""

from hashlib import blake2b

from django.utils.translation import gettext as _

from directory.importing.errors import RowError
from directory.matching import identity


class SeenRows:
    """The rows of one import so far. Refuses a row that repeats another, or is about the same clinic.

    is_register   the file is of a register, whose rows have keys of their own
    """

    def __init__(self, *, is_register):
        self._is_register = is_register
        self._number_by_digest = {}
        self._number_by_key = {}

    def add(self, number, parsed):
        """Add a row. Raises RowError if an earlier row equals it, or has its key, id, or name and address."""
        text = repr(parsed.duplicate_key)
        digest = blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()
        first = self._number_by_digest.setdefault(digest, number)
        if first != number:
            raise RowError(_("It is the same as row %d.") % first)
        name_and_address = identity.identity_key(parsed.content)
        if parsed.uid or parsed.source_key:
            self._claim(parsed.uid or parsed.source_key, number)
            if parsed.uid and parsed.source_key:
                self._claim_slug(parsed, number)
            if not self._is_register:
                self._number_by_key.setdefault(name_and_address, number)
        else:
            self._claim(name_and_address, number)

    def _claim_slug(self, parsed, number):
        first = self._number_by_key.setdefault(parsed.source_key, number)
        if first != number:
            raise RowError(
                _(
                    "Its slug “%(slug)s” is that of row %(first)d, which has another id or none. "
                    "Correct one of them."
                )
                % {"slug": parsed.slug, "first": first}
            )

    def claim_clinic(self, clinic_id, number):
        """Mark a clinic as changed by a row. Raises RowError if an earlier row is about the same clinic."""
        self._claim(("clinic", clinic_id), number)

    def has_clinic(self, clinic_id):
        return ("clinic", clinic_id) in self._number_by_key

    def _claim(self, key, number):
        first = self._number_by_key.setdefault(key, number)
        if first != number:
            raise RowError(
                _(
                    "It is about the same clinic as row %d but says something "
                    "different. We used the earlier row."
                )
                % first
            )
