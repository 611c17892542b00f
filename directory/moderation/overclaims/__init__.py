"""Finds overclaims in text: promises, rates of success, “safest”, claims of FDA approval. No database."""
