"""The guides of the site: titles, order and sources; their text stands in templates/checklist/guide/."""
