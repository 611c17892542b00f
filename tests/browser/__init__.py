"""Journeys through the served site in an installed Chromium, and what axe-core says of each page."""
