"""What a listing can state: every statement, its codes, labels and synonyms, and their order (the spine)."""
