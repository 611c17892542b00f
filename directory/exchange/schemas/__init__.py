"""What the data look like, for programs: JSON Schema, CSVW, Data Package, OpenAPI, made from the spine."""
