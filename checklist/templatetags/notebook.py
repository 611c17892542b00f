"""`{% load notebook %}`: parts of a notebook's pages that are the same for many people, made once and kept.

What is kept is made of the checklist, of public listings and of empty forms. What a person wrote, and the
keys of their own questions, are filled into holes.
"""

from types import SimpleNamespace

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html

from checklist.notebook import IMPRESSIONS
from directory.web import ready

register = template.Library()

HEAD = "checklist/notebook/question_head.html"
ANSWER = "checklist/notebook/one_answer.html"
HOLES = {name: format_html(ready.MARK, name) for name in ("key", "note", "shown")}


@register.simple_tag
def question_head(one, listing_key):
    """What stands above the fields of an answer (parts.QuestionAndAnswer); not kept of an own question.

    listing_key  of the listing beside it (listing_statements.content_key), or None
    """
    if not one.question:
        return render_to_string(HEAD, {"one": one})
    return ready.part(HEAD, (one.key, listing_key, one.today), lambda: {"one": one}).html


@register.simple_tag
def one_answer(fields, question):
    """The fields of one answer (parts.QuestionAndAnswer). question: None for an own question."""
    answer = fields.answer
    if fields.errors or fields.conflict or answer.impression not in dict(IMPRESSIONS):
        context = {"fields": fields, "question": question, "impressions": IMPRESSIONS}
        return render_to_string(ANSWER, context)
    key = (answer.impression, answer.differs, bool(question))
    empty = ready.part(ANSWER, key, lambda: _empty_fields(*key))
    return empty.fill(key=fields.key, note=answer.note, shown=fields.shown_digest)


def _empty_fields(impression, differs, has_question):
    answer = SimpleNamespace(impression=impression, differs=differs, note=HOLES["note"])
    fields = SimpleNamespace(key=HOLES["key"], answer=answer, shown_digest=HOLES["shown"], errors={})
    return {"fields": fields, "question": has_question, "impressions": IMPRESSIONS}
