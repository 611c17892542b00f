"""`{% load checklist %}`: questions of the checklist on pages of the directory."""

from typing import NamedTuple

from django import template

from checklist.guides.catalog import GUIDE_BY_SLUG
from checklist.questions import catalog
from directory.claims.model import Claim

register = template.Library()


class ToAsk(NamedTuple):
    """Rows that are not stated. asked: pairs of a question and the rows it asks for. others: the rest."""

    asked: list
    others: list


@register.simple_tag
def first_call():
    """The twelve questions of a first phone call."""
    return catalog.FIRST_CALL


@register.simple_tag
def question_for(statement):
    """The question that asks for a statement, found by the name of the statement or of its row; or None."""
    return catalog.question_for(statement)


@register.simple_tag
def questions_to_ask(rows):
    """The ToAsk of rows (wording.rows.DisplayRow): each question once, in the order of their keys."""
    by_key, others = {}, []
    for row in rows:
        question = catalog.question_for(row.name)
        if question:
            by_key.setdefault(question.key, (question, []))[1].append(row)
        else:
            others.append(row)
    return ToAsk([by_key[key] for key in sorted(by_key)], others)


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
