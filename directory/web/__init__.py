"""What all pages share: caching of public pages, limits such as code letters a day, form errors, crisis
words.
"""
