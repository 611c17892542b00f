"""Scripts that make a directory of any size and measure it; nothing of the site imports them."""
