"""The public register of NPIs (NPPES): reads its monthly file, and records its entries as evidence."""
