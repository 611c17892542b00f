"""Who maintains a listing: claims, the codes that prove them, invitations, members, proposals."""
