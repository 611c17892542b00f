"""From a CSV or JSON file to working copies: what a column's heading means, what becomes of each row."""
