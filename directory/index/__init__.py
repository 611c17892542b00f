"""One moment of the directory in memory: what each listing states, its words, names and days."""
