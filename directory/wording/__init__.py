"""A listing in words: each value, the evidence beside it, completeness, the summary, the comparison."""
