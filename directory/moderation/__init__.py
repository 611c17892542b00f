"""A submission up to its decision: checks, evidence, review; approve, ask for changes, reject, undo, remove;
availability, the messages with a clinic, notes, and who has taken what.
"""
