"""The clinics' admin site: fill in, send and confirm a listing, messages, what happened; the people of an
organization, its sheet and its tokens.
"""
