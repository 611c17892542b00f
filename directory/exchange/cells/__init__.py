"""One cell of a file, or what is typed in a form, parsed into a value: one module for each kind of value."""
