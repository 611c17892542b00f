"""What a person means by typed words: places, facets, prices, names, and what the directory does not hold."""
