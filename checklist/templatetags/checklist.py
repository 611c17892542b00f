"""`{% load checklist %}`: questions of the checklist on pages of the directory."""

from django import template

from checklist.guides.catalog import GUIDE_BY_SLUG
from checklist.questions import catalog
from directory.claims.model import Claim

register = template.Library()


@register.simple_tag
def first_call():
    """The twelve questions of a first phone call."""
    return catalog.FIRST_CALL


@register.simple_tag
def question_for(statement):
    """The question that asks for a statement, found by the name of the statement or of its row; or None."""
    return catalog.question_for(statement)


@register.filter
def references(sentence, guide):
    """The sources of a claim with their numbers in the list of the guide, from 1; [] for plain text."""
    if not isinstance(sentence, Claim):
        return []
    return [(guide.source_numbers[source], source) for source in sentence.sources]


@register.simple_tag
def guide_with_slug(slug):
    """The guide with this slug."""
    return GUIDE_BY_SLUG[slug]
