"""A decrypted notebook and its rows: which are read, and which are sealed and written at a save."""

import json

from django.db import connection
from django.db.models import BinaryField, StringAgg, Value

from checklist import leaves, seal
from checklist.models import Leaf, Notebook

# As SQL: to compile queries takes longer than to seal.
LEAVES_SQL = "SELECT number, sealed FROM checklist_leaf WHERE notebook_id = %s AND number = ANY(%s)"
ROOT_AND_LEAF_SQL = """
WITH root AS (UPDATE checklist_notebook SET version = %s, sealed = %s, expires_on = %s WHERE id = %s)
UPDATE checklist_leaf SET sealed = %s WHERE notebook_id = %s AND number = %s
"""


def with_leaves():
    """Notebooks with `leaves_joined`: the ciphertexts of all leaves in their order; None without leaves.

    One statement reads root and leaves, so that both are of one version.
    """
    joined = StringAgg("leaves__sealed", Value(b""), order_by="leaves__number", output_field=BinaryField())
    return Notebook.objects.annotate(leaves_joined=joined)


def read_row(row, key, *, clinic_id=None):
    """The content of a row of `with_leaves`. Raises seal.UnsealError. clinic_id: as of leaves.read_texts."""
    opened = open_row(row, key)
    joined = bytes(row.leaves_joined or b"")
    size = len(joined) // leaves.LEAVES
    for number in opened.numbers:
        opened.unseal_leaf(number, joined[(number - 1) * size : number * size])
    return opened.read_all(clinic_id=clinic_id)


def open_row(row, key):
    """The OpenNotebook of a row, with no text read. Raises seal.UnsealError.

    key  the seal.ReadingKey of the notebook
    """
    if seal.is_whole(row.sealed):
        text = seal.unseal_whole(row.sealed, key=key, version=row.version)
        return OpenNotebook(row, key, book=json.loads(text))
    text = seal.unseal(row.sealed, key=key, number=leaves.ROOT, version=row.version)
    return OpenNotebook(row, key, root=leaves.read_root(text))


class OpenNotebook:
    """A notebook whose root is decrypted. Its leaves are read and decrypted when they are needed.

    book    the content; a text that was not read is a leaves.UnreadText
    root    None for a new notebook, and for one that is stored as a whole: the first save makes its leaves

    A leaf that is read by a statement of its own is of the same version as the root only while the row is
    locked: read leaves under a lock, or with `with_leaves`.
    """

    def __init__(self, row, key, *, root=None, book=None):
        self.row, self.key, self.root = row, key, root
        self.book = root.book if root else book
        self._texts = {}  # number of a leaf → its texts, of the leaves that were read

    @property
    def numbers(self):
        """The numbers of the leaves that are stored: all or none."""
        return range(1, leaves.LEAVES + 1) if self.root else range(0)

    def unseal_leaf(self, number, sealed):
        version = leaves.version_of(number, version=self.row.version, whole=self.root.whole)
        text = seal.unseal(sealed, key=self.key, number=number, version=version)
        self._texts[number] = leaves.read_leaf(text)

    def read_notes(self, answers):
        """Read the notes of these answers of the book, and with them the leaf that the next save seals."""
        unread = [one for one in answers if isinstance(one["note"], leaves.UnreadText)]
        if self.root:
            needed = {leaves.leaf_of(one["note"]) for one in unread}
            self._read_leaves(needed | {leaves.turn(self.row.version + 1)})
        for one in unread:
            one["note"] = leaves.read_text(one["note"], self._texts[leaves.leaf_of(one["note"])])

    def read_all(self, *, clinic_id=None):
        """Read the texts of the book, and return it. clinic_id: as of leaves.read_texts."""
        if self.root:
            self.book = leaves.read_texts(self.book, self._all_texts(), clinic_id=clinic_id)
        return self.book

    def save(self, book, *, expires_on):
        """Seal a book under the next version and write what that changes. Raises seal.TooLargeError."""
        row, version = self.row, self.row.version + 1
        layout = self._layout(book, version)
        row.version = version
        row.sealed = self._sealed(leaves.ROOT, layout.root, leaves.root_bytes(layout.step))
        # A clock that was set back must not shorten the life of a notebook.
        row.expires_on = max(row.expires_on or expires_on, expires_on)
        size = leaves.leaf_bytes(layout.step)
        sealed = {number: self._sealed(number, text, size) for number, text in layout.leaves.items()}
        if len(sealed) == 1:
            self._write_root_and_leaf(*sealed.popitem())
        else:
            self._write_all(sealed)

    def _layout(self, book, version):
        if self.root:
            number = leaves.turn(version)
            self._read_leaves({number})
            layout = leaves.changed(book, self.root, number=number, held=self._texts[number])
            if layout:
                return layout
        step = self.root.step if self.root else 0
        return leaves.arranged(book, version=version, held=self._all_texts(), step=step)

    def _write_root_and_leaf(self, number, sealed):
        root = (self.row.version, self.row.sealed, self.row.expires_on, self.row.pk)
        with connection.cursor() as cursor:
            cursor.execute(ROOT_AND_LEAF_SQL, [*root, sealed, self.row.pk, number])

    def _write_all(self, sealed):
        self.row.save(force_insert=self.row._state.adding)
        rows = [Leaf(notebook_id=self.row.pk, number=number, sealed=one) for number, one in sealed.items()]
        Leaf.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["notebook_id", "number"], update_fields=["sealed"]
        )

    def _sealed(self, number, text, size):
        return seal.seal(text, key=self.key, number=number, version=self.row.version, size=size)

    def _all_texts(self):
        self._read_leaves({*self.numbers})
        return {one: sealed for texts in self._texts.values() for one, sealed in texts.items()}

    def _read_leaves(self, numbers):
        missing = numbers - self._texts.keys()
        if not missing:
            return
        with connection.cursor() as cursor:
            cursor.execute(LEAVES_SQL, [self.row.pk, sorted(missing)])
            for number, sealed in cursor.fetchall():
                self.unseal_leaf(number, sealed)
        if missing - self._texts.keys():
            raise seal.UnsealError
