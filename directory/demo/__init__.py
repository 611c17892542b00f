"""The invented clinics of the demo, and the people who can sign in to it."""
