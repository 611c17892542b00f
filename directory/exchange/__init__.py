"""A listing for other programs: columns of the CSV and JSON exports, parsing a cell, Atom, JSON-LD, HSDS."""
