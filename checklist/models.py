from django.db import models
from django.db.models.functions import Length

from checklist import leaves, seal

# A row of before there were leaves holds the whole notebook, and may be larger than any root: 8 MiB.
ROOT_SIZES = [seal.OVERHEAD_BYTES + (leaves.SMALLEST_ROOT_BYTES << step) for step in range(12)]
LEAF_SIZES = [seal.OVERHEAD_BYTES + leaves.leaf_bytes(step) for step in range(leaves.MAX_STEP + 1)]


def has_size(name, field, sizes):
    """The constraint that a ciphertext has one of the sizes (bytes) to which it is padded."""
    return models.CheckConstraint(condition=models.lookups.In(Length(field), sizes), name=name)


class Notebook(models.Model):
    """One encrypted notebook: its root, version, day of expiry. No time, no address, no link to a person.

    id            derived from the secret (seal.row_id); the secret cannot be derived from it
    proof_digest  digest of the proof that a writer must send (seal.write_proof)
    sealed        the root (leaves.py); of a notebook from before there were leaves, until its first save, all
    """

    id = models.CharField(primary_key=True, max_length=64)
    proof_digest = models.BinaryField(max_length=32)
    version = models.PositiveBigIntegerField()
    sealed = models.BinaryField()
    expires_on = models.DateField(db_index=True)

    class Meta:
        constraints = [has_size("a_notebook_is_padded", "sealed", ROOT_SIZES)]


class Leaf(models.Model):
    """One of the leaves.LEAVES leaves of a notebook: the texts that were typed, encrypted and padded."""

    pk = models.CompositePrimaryKey("notebook_id", "number")
    notebook = models.ForeignKey(Notebook, on_delete=models.DB_CASCADE, related_name="leaves", db_index=False)
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__range=(1, leaves.LEAVES)), name="a_leaf_has_a_number"
            ),
            has_size("a_leaf_is_padded", "sealed", LEAF_SIZES),
        ]


class Pairing(models.Model):
    """The secret of one notebook or reading code, encrypted for another device for 15 minutes, to use once.

    What the secret opens can be read only inside the ciphertext.
    """

    id = models.CharField(primary_key=True, max_length=64)
    sealed = models.BinaryField(max_length=64)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [has_size("a_pairing_is_padded", "sealed", [seal.SEALED_PAIRING_BYTES])]


class ReadingCode(models.Model):
    """A code that opens one notebook to be read only. No time, no foreign key.

    id      derived from the secret of the code (seal.reading_id)
    sealed  the ReadingKey of the notebook, encrypted with the secret of the code: only there can be read
            which notebook the code opens
    """

    id = models.CharField(primary_key=True, max_length=64)
    sealed = models.BinaryField(max_length=128)
    expires_on = models.DateField(db_index=True)

    class Meta:
        constraints = [has_size("a_reading_code_has_a_key", "sealed", [seal.SEALED_READING_BYTES])]
