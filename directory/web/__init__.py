"""Shared by all pages: caching, limits such as code letters a day, forms kept at sign-out, form errors, entry
to the desk, crisis words.
"""
