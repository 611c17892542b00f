from django.db import models


class Notebook(models.Model):
    """Ciphertext, version, expiry. Nothing else: no time, no address, no link to anything (see seal.py)."""

    id = models.CharField(primary_key=True, max_length=64)
    proof = models.BinaryField(max_length=32)
    version = models.PositiveBigIntegerField()
    sealed = models.BinaryField()
    expires_on = models.DateField(db_index=True)
