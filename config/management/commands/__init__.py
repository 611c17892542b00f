"""`migrate`, which gives way to readers, and `makemigrations`, which checks without a database."""
