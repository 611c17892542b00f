"""Pages about the directory itself: how it works, its data, its decisions and its figures."""
