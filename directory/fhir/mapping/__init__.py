"""A record of a listing as resources of FHIR R4: a module for each type, and what several types share."""
