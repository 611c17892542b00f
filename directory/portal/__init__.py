"""The clinics' admin site: fill in, send and confirm a listing; the people of an organization."""
