"""The sources of the claims, in modules by kind. Add one here, and cite it in the claims that it supports."""
