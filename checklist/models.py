from django.db import models


class Notebook(models.Model):
    """One encrypted notebook: ciphertext, version, day of expiry. No time, no address, no foreign key.

    id            derived from the secret (seal.row_id); the secret cannot be derived from it
    proof_digest  digest of the proof that a writer must send (seal.write_proof)
    """

    id = models.CharField(primary_key=True, max_length=64)
    proof_digest = models.BinaryField(max_length=32)
    version = models.PositiveBigIntegerField()
    sealed = models.BinaryField()
    expires_on = models.DateField(db_index=True)


class Pairing(models.Model):
    """The secret of one notebook or reading code, encrypted for another device for 15 minutes, to use once.

    What the secret opens can be read only inside the ciphertext.
    """

    id = models.CharField(primary_key=True, max_length=64)
    sealed = models.BinaryField(max_length=64)
    ends_at = models.DateTimeField(db_index=True)


class ReadingCode(models.Model):
    """A code that opens one notebook to be read only. No time, no foreign key.

    id      derived from the secret of the code (seal.reading_id)
    sealed  the ReadingKey of the notebook, encrypted with the secret of the code: only there can be read
            which notebook the code opens
    """

    id = models.CharField(primary_key=True, max_length=64)
    sealed = models.BinaryField(max_length=128)
    expires_on = models.DateField(db_index=True)
