"""A listing for other programs: the columns of the CSV and JSON exports, parsing a cell, Atom, JSON-LD."""
