"""Template tags and filters that are built in: every template has them without {% load %}."""

from django import template
from django.utils.translation import get_language

from directory.accounts.user_agents import device_name
from directory.facts.terms import month_of
from directory.moderation import thread
from directory.web import ready, resubmission
from directory.web.form_errors import error_links

register = template.Library()
register.filter(device_name)
register.filter(error_links)
register.filter(month_of)


@register.simple_tag(takes_context=True)
def form_owner_token(context):
    """The value of the hidden field in components/form_owner.html, which names the account of the form."""
    return resubmission.owner_token(context["request"].user)


@register.simple_tag(takes_context=True)
def count_waiting_messages(context):
    """How many messages of moderators wait for an answer of the signed-in member. One query."""
    return thread.count_waiting_for(context["request"].user)


@register.simple_tag
def card_list(cards, picked):
    """The entries of a list of results (search.cards.Card). picked: the slugs selected for comparing."""
    language = get_language()
    return ready.join([card.html(is_picked=card.slug in picked, language=language) for card in cards])


@register.simple_tag
def filter_group(group, price_line):
    """A search.facet_counts.FacetGroup of the form."""
    return group.html(price_line)
