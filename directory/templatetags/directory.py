"""Words of the pages that a template can't put together alone. Loaded in every template."""

from django import template

register = template.Library()
