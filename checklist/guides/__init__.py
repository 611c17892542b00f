"""The guides of the site: their sections, sentences and claims, and the order to read them in."""
