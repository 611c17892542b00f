"""Letters: their wording, the queue they wait in, the worker that delivers them, reminders to confirm a
listing.
"""
