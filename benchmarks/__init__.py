"""Scripts that measure the site on a generated directory or a sample of sentences; nothing imports them."""
