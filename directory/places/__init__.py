"""Places: what a typed place means, from a file of towns, counties, regions and ZIP codes; distances."""
