from django.db import models


class RateLimitKey(models.Model):
    """The random key of one day (UTC) for the digests. Once it is deleted, no digest leads to a network."""

    day = models.DateField(primary_key=True)
    key = models.BinaryField(max_length=32)


class RateLimitCount(models.Model):
    """The number of acts of one kind by one network in one window of a day.

    The table is unlogged: a crash of the database empties it.
    """

    # HMAC of the network, the act and the window: web/rate_limit.py.
    digest = models.BinaryField(primary_key=True, max_length=32)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField()
