"""Commands of manage.py that know about the database, not about clinics."""
