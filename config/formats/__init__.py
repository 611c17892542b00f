"""How days and times are written, by language: Django's FORMAT_MODULE_PATH."""
