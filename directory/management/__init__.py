"""Commands of manage.py that work on clinics, listings, letters and moderators."""
