from django.db import models


class Notebook(models.Model):
    """Ciphertext, version, expiry. Nothing else: no time, no address, no link to anything (see seal.py)."""

    id = models.CharField(primary_key=True, max_length=64)
    proof_digest = models.BinaryField(max_length=32)
    version = models.PositiveBigIntegerField()
    sealed = models.BinaryField()
    expires_on = models.DateField(db_index=True)


class Pairing(models.Model):
    """The secret of one notebook, sealed for another device: gone when it is used, or after 15 minutes.

    Which notebook it opens stands inside the seal alone.
    """

    id = models.CharField(primary_key=True, max_length=64)
    sealed = models.BinaryField(max_length=64)
    ends_at = models.DateTimeField(db_index=True)
