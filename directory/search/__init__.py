"""What the results page finds: filters, search words, facets and their counts, distance, order, cards."""
