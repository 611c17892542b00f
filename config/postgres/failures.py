"""Why the database could not be reached, in the words of the server or the network."""

import psycopg
from psycopg_pool import PoolTimeout


class Connection(psycopg.Connection):
    """What the pool opens. It keeps the reason of a refusal, since the pool only says how long it waited."""

    refusal = ""  # of the last attempt in this process; empty where it succeeded

    @classmethod
    def connect(cls, *args, **kwargs):
        try:
            opened = super().connect(*args, **kwargs)
        except psycopg.Error as error:
            Connection.refusal = " ".join(str(error).split())
            raise
        Connection.refusal = ""
        return opened


def describe_failure(error):
    """One line for whoever runs the site, without anything that a visitor typed.

    error  what a query or a connection raised, of Django's or of psycopg's classes
    """
    cause = error.__cause__ or error
    if isinstance(cause, PoolTimeout):
        return Connection.refusal or "no connection was free in time"
    if isinstance(cause, psycopg.OperationalError):  # of the server itself, not of what a query holds
        return " ".join((cause.diag.message_primary or str(cause)).split())
    return type(cause).__name__
