"""The questions, for any page that has a place for them."""

from django import template

from checklist.questions import catalog

register = template.Library()


@register.simple_tag
def first_call():
    """The twelve questions of a first phone call."""
    return catalog.FIRST_CALL


@register.simple_tag
def question_for(statement):
    """The question that asks for what is not stated, by the name of a statement or of its row; or None."""
    return catalog.question_for(statement)
