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
    """The secret of one notebook, encrypted for another device. Deleted when it is used, or after 15 minutes.

    Which notebook the secret opens can be read only inside the ciphertext.
    """

    id = models.CharField(primary_key=True, max_length=64)
    sealed = models.BinaryField(max_length=64)
    ends_at = models.DateTimeField(db_index=True)
