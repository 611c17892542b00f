"""What all pages share: caching of public pages, limits per network and per address, form errors, crisis
words.
"""
