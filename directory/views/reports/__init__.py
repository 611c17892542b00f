"""Report a problem with a listing, and follow the state of the report."""
