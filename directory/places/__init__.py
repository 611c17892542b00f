"""Places: ZIP codes, towns, a typed place as a point, miles between points, the map of states."""
