"""Template filters and tags for every template: facet boxes, form errors, browser names, text that comes
back.
"""
