"""Two clinics that are one: likely pairs, side by side, merged into one listing, and taken apart again."""
