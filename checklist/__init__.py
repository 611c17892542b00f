"""Everything a patient reads and writes: the questions for a clinic, the guides, the private notebook."""
