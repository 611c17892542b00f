"""One module for each command: arguments, one call, counts; `demo` also runs the site and its mail worker."""
