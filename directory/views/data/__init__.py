"""Open data: the files of the whole directory."""
