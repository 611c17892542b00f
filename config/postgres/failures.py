"""The reason why the database could not be reached, in one line for the log."""

import psycopg
from psycopg_pool import PoolTimeout


class Connection(psycopg.Connection):
    """The connection class of the pool. Stores the last refusal, because the pool reports only a timeout."""

    refusal = ""  # of the last attempt in this process; "" if it succeeded

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
    """One line for the operator, without anything that a visitor typed.

    error  an exception of Django or psycopg, from a query or a connection
    """
    cause = error.__cause__ or error
    if isinstance(cause, PoolTimeout):
        return Connection.refusal or "no connection was free in time"
    if isinstance(cause, psycopg.OperationalError):  # its message is about the server, not about data
        return " ".join((cause.diag.message_primary or str(cause)).split())
    return type(cause).__name__
