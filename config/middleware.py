"""Small middleware of our own: what Django does not do by itself."""
