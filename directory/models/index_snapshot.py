"""What a process that starts loads in place of every listing: index/stored.py."""

from django.db import models


class IndexSnapshot(models.Model):
    """One part of the bytes of an index/index.py, of some megabytes.

    It saves time and nothing else: rows may be deleted at any moment, and none is needed in a backup.
    """

    release = models.CharField(max_length=32)  # digest of the code that wrote the bytes, and can read them
    history = models.UUIDField()  # of models.Version
    number = models.BigIntegerField()  # of models.Version
    part = models.PositiveSmallIntegerField()  # 0, 1, 2, …
    parts = models.PositiveSmallIntegerField()  # how many there are
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "history", "number", "part"], name="index_snapshot_has_each_part_once"
            )
        ]
