"""The tests: a folder for each room under the same name; what they share; the structure and the documents."""
