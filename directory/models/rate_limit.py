from django.db import models


class RateLimitKey(models.Model):
    """The random key of one day (UTC). Without it nobody can tell which network a Limit counts."""

    day = models.DateField(primary_key=True)
    key = models.BinaryField(max_length=32)


class RateLimitCount(models.Model):
    """How often one network did one thing in one stretch of a day. Unlogged: see migration 0004."""

    digest = models.BinaryField(primary_key=True, max_length=32)  # see limits.py
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField()
