"""`expire_notebooks`, which deletes notebooks that nobody has touched for 180 days."""
