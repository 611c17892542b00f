"""Maintainers of a listing: claims, the codes that prove them, invitations, members, proposals."""
