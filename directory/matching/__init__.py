"""Compares clinics, rows of files and names: which are the same, duplicates, already listed."""
