"""Everything stated about a clinic: entered, checked, published, searched and shown."""
