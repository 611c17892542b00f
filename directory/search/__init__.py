"""What the results page finds: filters, search words, facets and their counts, miles from a place, order."""
