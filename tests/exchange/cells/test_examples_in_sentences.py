"""Every example that one of our sentences recommends is parsed."""

import ast
import re
from pathlib import Path

from directory.exchange.cells.dates import parse_date
from directory.exchange.cells.numbers import parse_degrees, parse_dollars, parse_whole_number
from directory.exchange.cells.opening_times import parse_opening_times
from directory.exchange.cells.phone import parse_phone
from directory.exchange.cells.time_of_day import parse_time_of_day
from directory.exchange.cells.web_address import parse_web_address
from directory.exchange.cells.zip_and_state import parse_zip_code
from directory.importing.records import parse_offerings

HOUSE = Path(__file__).resolve().parents[3]


def accepted(parser):
    """A check that the parser returns a value for an example."""

    def check(example):
        assert parser(example) not in (None, ""), example

    return check


def by_pattern(pattern):
    def check(example):
        assert re.fullmatch(pattern, example), example

    return check


EXAMPLES = {
    r"\(303\) 555-0142": accepted(parse_phone),
    r"\+13035550142": accepted(parse_phone),
    r"80202( or 80202-1234)?": lambda words: [accepted(parse_zip_code)(one) for one in words.split(" or ")],
    r"https?://\S+": accepted(parse_web_address),
    r"450( or \$1,200)?": lambda words: [accepted(parse_dollars)(one) for one in words.split(" or ")],
    r"(3|6|18|50|301|2019)\??": lambda words: accepted(parse_whole_number)(words.rstrip("?")),
    r"-?\d+\.\d{4}": accepted(parse_degrees),
    r"2026-11-22": accepted(parse_date),
    r"5 PM|9 AM( or 5:30 PM)?": lambda words: [
        accepted(parse_time_of_day)(one) for one in words.split(" or ")
    ],
    # Of the form of a week; what is said in words, and the title of a person, may be anything.
    r"9 and 5": lambda words: [accepted(parse_time_of_day)(one) for one in words.split(" and ")],
    r"“Evenings on request”|Dr": by_pattern(".+"),
    r"“Mon-Thu .+”": lambda words: parse_opening_times(words.strip("“”")).records[1],
    r'\{"route": \["iv"\]\}': lambda words: parse_offerings(f'{{"otherwise": {words}}}'),
    r"\S+@\S+": by_pattern(r"[a-z]+@[a-z]+\.example"),
    r"“Office computer”": by_pattern(".+"),  # a name for a key: any will do
}


EXAMPLE = re.compile(r"for example (.+?)(?:, or leave it empty|\. [A-Z].*)?\.?$")


def recommended():
    """Every example in a sentence of ours: what stands behind "for example"."""
    for package in ("directory", "config"):
        for path in sorted((HOUSE / package).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                    continue
                if node.func.id not in (
                    "_",
                    "gettext",
                    "gettext_lazy",
                    "ngettext",
                    "text",
                    "number",
                    "dollars",
                ):
                    continue
                for words in (one.value for one in ast.walk(node) if isinstance(one, ast.Constant)):
                    if isinstance(words, str):
                        yield from ((path.name, said) for said in EXAMPLE.findall(words))


def test_every_example_that_a_sentence_recommends_is_read():
    found = set(recommended())

    assert len(found) >= 10
    for _file, example in sorted(found):
        checks = [check for pattern, check in EXAMPLES.items() if re.fullmatch(pattern, example)]
        assert len(checks) == 1, example
        checks[0](example)
