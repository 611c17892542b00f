"""What readers report as wrong with a listing: received, answered, closed, and looked up by its reference."""
