"""Whether two clinics, a row and a clinic, or two names are the same; duplicates; what is listed already."""
