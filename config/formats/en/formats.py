"""`November 15, 2026`, `Nov 15, 2026`, `2:30 PM`, `November 15, 2026, 2:30 PM EST`."""

DATE_FORMAT = "F j, Y"
SHORT_DATE_FORMAT = "M j, Y"
TIME_FORMAT = "g:i A"
DATETIME_FORMAT = "F j, Y, g:i A T"  # with the time zone: clinics and readers are in several
# A name of ours, which Django looks up here in the same way: a full hour in opening times.
FULL_HOUR_FORMAT = "g A"
