"""Searches of FHIR: parameters read, resources found by number, pages, and the Bundle of the answer."""
