"""Django's PostgreSQL backend, which first makes sure that the embedded server runs."""

from django.db.backends.postgresql import base

from config.postgres import server


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self):
        return super().get_connection_params() | server.connection_parameters()
