"""`{% load statements %}`: rows of a listing, each kept as HTML by what it says.

Thousands of clinics state the same, so a page of a clinic that nobody has read yet is joined from kept rows.
"""

from django import template

from directory.web import ready

register = template.Library()


@register.simple_tag
def fact(row, mark):
    """A stated DisplayRow on the page of a listing, with its evidence unless that is `mark`."""
    return _row("directory/listing/row.html", row, mark)


@register.simple_tag
def answer(row, symbol, mark):
    """A plain answer on the page of a listing. symbol: “tick” or “cross”."""
    return _row("directory/listing/answer.html", row, mark, symbol=symbol)


@register.simple_tag
def compared_value(row, mark):
    """A DisplayRow in a cell of a comparison, with its evidence unless that is `mark`."""
    return _row("components/comparison_value.html", row, mark)


@register.simple_tag
def evidence_mark(evidence):
    """An EvidenceMark."""
    key = evidence and (evidence, str(evidence.label))
    return ready.part("components/evidence_mark.html", key, lambda: {"evidence": evidence}).html


@register.simple_tag
def question_to_ask(question, rows):
    """A question of the checklist, with the rows that are not stated and that it asks for."""
    key = (question and question.key, tuple([row.key for row in rows]))
    context = {"question": question, "rows": rows}
    return ready.part("components/open_question.html", key, lambda: context).html


def _row(template_name, row, mark, **variables):
    evidence = None if row.evidence == mark else row.evidence
    key = (row.key, evidence, evidence and str(evidence.label), *variables.values())
    context = {"row": row, "evidence": evidence, "linked": True, **variables}
    return ready.part(template_name, key, lambda: context).html
