"""docs/seeds.md: what its table names exists, and no article is left out."""

import re
from pathlib import Path

from checklist.guides.guides import GUIDES
from checklist.questions.catalog import ACTIVE_QUESTIONS
from directory.claims.register import CLAIMS, sources_of
from directory.facts.facets import FACETS
from directory.facts.spine import STATEMENTS

TEXT = (Path(__file__).resolve().parents[2] / "docs/seeds.md").read_text()
NOTHING = "—"


def rows(columns):
    """The cells of each row of every table with this many columns, without its head."""
    lines = re.findall(r"^\| (.+) \|$", TEXT, re.MULTILINE)
    cells = [line.split(" | ") for line in lines]
    return [row for row in cells if len(row) == columns and row[0] != "Article"]


ADVICE = rows(6)
NOT_REPEATED = rows(4)


def named(column, separator=", "):
    return {name for row in ADVICE if row[column] != NOTHING for name in row[column].split(separator)}


def test_every_statement_and_facet_of_the_table_exists():
    assert named(2) - set(STATEMENTS) == set()
    assert named(3) - set(FACETS) == set()


def test_every_question_of_the_table_is_asked():
    assert named(4, " ") - {question.key for question in ACTIVE_QUESTIONS} == set()


def test_every_section_of_the_table_is_in_its_guide():
    sections = {f"{guide.slug}#{section.key}" for guide in GUIDES for section in guide.sections}

    assert named(5) - sections == set()


def test_what_is_not_repeated_is_contradicted_by_a_source_of_the_register():
    sources = {source.key for source in sources_of(CLAIMS.values())}

    assert {key for row in NOT_REPEATED for key in row[3].split(", ")} - sources == {NOTHING}


def test_every_piece_of_advice_has_a_place_in_a_guide():
    assert [row[1] for row in ADVICE if NOTHING in row[5]] == []


def test_each_article_is_gone_through():
    assert {name for row in ADVICE for name in row[0].split()} - {NOTHING} == {"S0", "S1", "S2", "S3", "S4"}


def test_no_row_of_the_table_is_lost_by_a_stray_bar():
    lines = [line for line in TEXT.splitlines() if re.match(r"\| [S—]", line)]

    assert len(lines) == len(ADVICE) + len(NOT_REPEATED) + 5  # and the five articles themselves
