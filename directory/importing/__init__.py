"""From a file to working copies, and on request to listings.

`run.import_clinics` goes through a file of one of three shapes (samhsa, findtreatment, own), row by row. Each
shape turns a row into a Draft or says why not; the rest is the same for all. `reading` makes rows of a file,
`headings` says what its columns mean, `cells` reads what stands in them, for forms too. `identity` says which
clinic a row speaks of, `flags` why a person should look before it is published, and `telling` what the
operator is told.
"""
