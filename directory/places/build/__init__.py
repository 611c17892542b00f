"""Makes gazetteer.bin: ZIP codes, towns with their population, counties, and what is kept by hand."""
