"""The moderators' admin site: pages for the queue, claims, clinics, evidence, reports and stuck mail."""
