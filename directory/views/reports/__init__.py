"""Report a problem with a listing, and follow what came of it."""
