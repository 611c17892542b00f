"""Template tags and filters that are built in: every template has them without {% load %}."""

from functools import cache, lru_cache, reduce
from operator import add

from django import template
from django.utils.html import format_html

from directory.accounts.user_agents import device_name
from directory.facts.vocabulary import NOT_STATED
from directory.moderation import thread
from directory.web import resubmission
from directory.web.form_errors import error_links

register = template.Library()
register.filter(device_name)
register.filter(error_links)

CHECKBOX = '<label class="choice{}"><input type="checkbox" name="{}" value="{}"{}{}> {}'
COUNT = ' <span class="choice__count">{}</span></label>\n'


@register.simple_tag(takes_context=True)
def form_owner_token(context):
    """The value of the hidden field in components/form_owner.html, which names the account of the form."""
    return resubmission.owner_token(context["request"].user)


@register.simple_tag(takes_context=True)
def count_waiting_messages(context):
    """How many messages of moderators wait for an answer of the signed-in member. One query."""
    return thread.count_waiting_for(context["request"].user)


@register.simple_tag
def facet_checkboxes(facet):
    """The checkboxes of a CountedFacet, with counts.

    A page has 220 of them. A loop in the template would take 11 ms; this function joins cached pieces.
    """
    return reduce(add, (_checkbox(facet.name, option) + _count(option.count) for option in facet.options))


def _checkbox(name, option):
    return _cached_checkbox(name, option.code, option.label, option.is_chosen, option.is_disabled)


@cache
def _cached_checkbox(name, code, label, is_chosen, is_disabled):
    """A checkbox without its count: there are a few hundred different ones."""
    text = format_html('<span class="blank">{}</span>', label) if code == NOT_STATED else label
    modifier, disabled = (" choice--off", " disabled") if is_disabled else ("", "")
    checked = " checked" if is_chosen else ""
    return format_html(CHECKBOX, modifier, name, code, checked, disabled, text)


@lru_cache(maxsize=2_000)
def _count(count):
    return format_html(COUNT, count)
