"""The public register of NPIs (NPPES): reads its monthly file, and records what it says as evidence."""
