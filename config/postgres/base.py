"""Django's PostgreSQL backend over the embedded server, which starts with the first connection."""

from django.db.backends.postgresql import base

from config.postgres import server


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self):
        return super().get_connection_params() | server.connection_parameters()
