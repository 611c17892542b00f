"""The words that people type, as data: phrases of facets, fillers, and what the directory does not hold."""
