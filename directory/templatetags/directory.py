"""Words of the pages that a template can't put together alone. Loaded in every template."""

from functools import cache, lru_cache, reduce
from operator import add

from django import template
from django.utils.html import format_html

from directory.accounts.user_agents import device_name
from directory.facts.vocabulary import NOT_STATED
from directory.web import resubmission
from directory.web.form_errors import error_links

register = template.Library()
register.filter(device_name)
register.filter(error_links)

BOX = '<label class="choice{}"><input type="checkbox" id="{}-{}" name="{}" value="{}"{}{}> {}'
COUNT = ' <span class="choice__count">{}</span></label>\n'


@register.simple_tag(takes_context=True)
def typed_by(context):
    """Whose form it is, for components/form_owner.html."""
    return resubmission.owner_token(context["request"].user)


@register.simple_tag
def choices(facet):
    """The boxes of a CountedFacet. A page has 220 of them: a loop of the template takes 11 ms."""
    boxes = (
        box(facet.name, one.code, one.label, one.is_chosen, one.is_disabled) + number(one.count)
        for one in facet.options
    )
    return reduce(add, boxes)


@cache
def box(parameter, code, label, on, off):
    """All of a choice but its count: there are a few hundred, so each is written once."""
    words = format_html('<span class="blank">{}</span>', label) if code == NOT_STATED else label
    checked, disabled = " checked" if on else "", " disabled" if off else ""
    return format_html(
        BOX, " choice--off" if off else "", parameter, code, parameter, code, checked, disabled, words
    )


@lru_cache(maxsize=2_000)
def number(count):
    return format_html(COUNT, count)
