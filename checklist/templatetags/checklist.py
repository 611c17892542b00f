"""`{% load checklist %}`: questions of the checklist on pages of the directory."""

from django import template

from checklist.questions import catalog

register = template.Library()


@register.simple_tag
def first_call():
    """The twelve questions of a first phone call."""
    return catalog.FIRST_CALL


@register.filter
def source_number(source):
    """The number of a source in the list at the foot of the checklist, from 1."""
    return catalog.SOURCE_NUMBERS[source.key]


@register.simple_tag
def question_for(statement):
    """The question that asks for a statement, found by the name of the statement or of its row; or None."""
    return catalog.question_for(statement)
