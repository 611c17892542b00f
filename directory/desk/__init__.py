"""The moderators' admin site: pages for the queue, decisions, claims, reports, messages, duplicates, batches,
evidence, clinics and stuck mail.
"""
