"""`{% load statements %}`: rows of a listing, each kept as HTML by what it says.

Thousands of clinics state the same, so a page of a clinic that nobody has read yet is joined from kept rows.
"""

from itertools import groupby

from django import template

from directory.web import ready

register = template.Library()
BYTES_OF_FRAMES = 600_000  # of the frames of compared rows in one language: six for each label


@register.simple_tag
def fact(row, mark):
    """A stated DisplayRow on the page of a listing, with its evidence unless that is `mark`."""
    return _row("directory/listing/row.html", row, mark)


@register.simple_tag
def answer(row, symbol, mark):
    """A plain answer on the page of a listing. symbol: “tick” or “cross”."""
    return _row("directory/listing/answer.html", row, mark, symbol=symbol)


@register.simple_tag
def compared_rows(rows, marks):
    """The rows of a comparison (ComparedRow), with the evidence that the heads of the columns do not say.

    marks  the EvidenceMark that each head says
    """
    frames = ready.kept("frames of compared rows", dict, lambda _frames: BYTES_OF_FRAMES)
    return ready.join([_compared_row(row, marks, frames) for row in rows])


def _compared_row(row, marks, frames):
    key = row.label, row.first_two_alike, len(marks)
    frame = frames.get(key)
    if frame is None:
        context = {"label": row.label, "is_alike": row.first_two_alike, "columns": marks}
        frame = frames[key] = ready.part("components/comparison_row.html", key, lambda: context)
    return frame.fill_in_order(map(_compared_cell, row.cells, marks))


def _compared_cell(cell, mark):
    said = cell.row
    if said.value is None:  # it has no evidence
        mark = None
    html = said.html.get(mark)
    if html is None:
        pairs = [(row, _unless_mark(row.evidence, mark)) for row in said.rows]
        key = tuple([(row.key, *_key_of(evidence)) for row, evidence in pairs])
        number = len(cell.in_sight)
        context = {"in_sight": pairs[:number], "folded": pairs[number:]}
        html = said.html[mark] = ready.part("components/comparison_cell.html", key, lambda: context).html
    return html


@register.simple_tag
def left_open(question, rows):
    """A question of the checklist, with what compared clinics do not state (UnstatedRow) and it asks for."""
    frame = ready.part("components/comparison_question.html", question.key, lambda: {"question": question})
    groups = [[*group] for _by, group in groupby(rows, lambda row: row.not_stated_by)]
    return frame.fill(rows=ready.join(map(_unstated_by_the_same, groups)))


def _unstated_by_the_same(rows):
    context = {"rows": rows, "is_by_all": rows[0].is_by_all}
    key = (rows[0].is_by_all, *[(row.name, row.detail) for row in rows])
    part = ready.part("components/comparison_unstated.html", key, lambda: context)
    return part.fill(clinics=rows[0].not_stated_by)


@register.simple_tag
def evidence_mark(evidence):
    """An EvidenceMark."""
    context = {"evidence": evidence}
    return ready.part("components/evidence_mark.html", _key_of(evidence), lambda: context).html


@register.simple_tag
def question_to_ask(question, rows):
    """A question of the checklist, with the rows that are not stated and that it asks for."""
    key = (question and question.key, tuple([row.key for row in rows]))
    context = {"question": question, "rows": rows}
    return ready.part("components/open_question.html", key, lambda: context).html


def _row(template_name, row, mark, **variables):
    evidence = _unless_mark(row.evidence, mark)
    key = (row.key, *_key_of(evidence), *variables.values())
    context = {"row": row, "evidence": evidence, "linked": True, **variables}
    return ready.part(template_name, key, lambda: context).html


def _unless_mark(evidence, mark):
    return None if evidence == mark else evidence


def _key_of(evidence):
    """The label is no part of an EvidenceMark that tells it from another."""
    return (evidence, str(evidence.label)) if evidence else (None,)
