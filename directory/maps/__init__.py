"""Maps as SVG, drawn by the server: around a place, of one listing, of a state and of the country."""
