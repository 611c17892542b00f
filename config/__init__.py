"""Settings, environment variables, the database connection, middleware, logs, checks before a release."""
