"""Statements: all that a listing can state, with their codes and labels, and their order (the spine)."""
