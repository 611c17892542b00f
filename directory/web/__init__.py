"""What all pages share: caching, limits such as code letters a day, forms kept at sign-out, form errors, who
enters the desk, crisis words.
"""
