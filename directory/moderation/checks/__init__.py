"""Checks: rules that read a submission and return findings for the moderator, one module per subject."""
