"""`migrate`, which does not block readers, and `makemigrations`, whose `--check` needs no database."""
