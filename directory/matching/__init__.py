"""Whether two clinics, or two names of a person, are the same: duplicates, and what is listed already."""
