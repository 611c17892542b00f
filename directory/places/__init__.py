"""Where things are: ZIP codes, towns, a typed place as a point, distances in miles, the map of states."""
