"""What the directory says of itself: how it works, its data, its decisions and its figures."""
