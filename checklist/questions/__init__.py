"""The questions to ask a clinic: why each matters, how an answer may sound, its sources and statements."""
