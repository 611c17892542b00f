"""The database connection: DATABASE_URL, or the embedded PostgreSQL server of the demo; timeouts, pools."""
