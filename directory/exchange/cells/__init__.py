"""Parsers of one cell of a file, or of one field of a form: one module for each kind of value."""
