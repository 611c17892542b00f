"""The command of manage.py that works on notebooks."""
