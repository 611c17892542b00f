"""Listings as FHIR R4: the resources of a listing, its evidence, code systems, extensions; the read API."""
