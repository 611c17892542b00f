"""From a file to working copies, and on request to listings.

`run.import_clinics` goes through a file of one of three shapes (samhsa, findtreatment, own), row by row. Each
shape turns a row into a Draft or says why not; the rest is the same for all.
`identity` says which clinic a row speaks of, `flags` why a person should look before it is published.
"""
