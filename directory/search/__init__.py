"""What the results page finds: filters, search words, facets with the count beside each option, sorting,
cards.
"""
