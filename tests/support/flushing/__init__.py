"""A Django app of the tests: its command `flush` stands in for Django's own."""
