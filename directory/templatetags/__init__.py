"""Tags and filters of every template: facet boxes, form errors, hidden fields that keep typed text."""
