"""Add a clinic: propose one that is missing, claim one that is listed, accept an invitation."""
