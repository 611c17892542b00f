"""The search behind the results page: filters, search words, facets, counts, distance, order, cards."""
