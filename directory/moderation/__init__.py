"""A submission up to its decision: checks, evidence, review; approve, ask for changes, reject, remove."""
