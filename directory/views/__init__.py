"""The public pages: home, results, one listing, comparison, report a problem, add a clinic, about; and the
API for programs of an organization.
"""
