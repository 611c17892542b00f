"""A listing in words: each value, “Not stated”, the evidence beside it, completeness, the comparison."""
