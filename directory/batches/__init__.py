"""Acts of a moderator on many clinics at once: publish what waits, send imported clinics; stop, take back."""
