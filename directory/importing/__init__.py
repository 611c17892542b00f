"""Imports a CSV or JSON file as working copies: the columns of headings, the outcome of each row."""
