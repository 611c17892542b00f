"""Open data at addresses of their own: what programs read, and the documents that describe it."""
