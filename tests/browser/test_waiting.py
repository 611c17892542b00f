"""No test of a browser races. Held by reading their sources: what an act brings is waited for, never a while.

Playwright's click waits for a page that the browser asks for at once, not for one that a script asks for
later. The press of a key waits for nothing.
"""

import ast
from itertools import pairwise
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
SOURCES = [path for path in sorted(TESTS.rglob("*.py")) if "mark.browser" in path.read_text()]
SOURCES += [TESTS / "support" / f"{name}.py" for name in ("axe", "browsing", "devices")]

PAUSES = {"sleep", "wait_for_timeout"}
ACTS = {"check", "click", "press", "select_option", "tap", "uncheck"}
MOVES = {"close", "go_back", "go_forward", "goto", "reload"}
STORED = {"content", "objects"}  # what the server holds
READS = {
    "all_inner_texts",
    "count",
    "evaluate",
    "evaluate_all",
    "input_value",
    "inner_text",
    "is_checked",
    "is_visible",
    "text_content",
    "title",
    "url",
}
WAITS = {"enter", "eventually", "leads_to", "until", "wait_for", "wait_for_load_state", "wait_for_url"}


def names_in(node):
    """The functions that are called by name, and the attributes that are asked for, anywhere in a node."""
    called = {one.func.id for one in ast.walk(node) if isinstance(one, ast.Call) and hasattr(one.func, "id")}
    return called | {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}


def act_of(statement):
    """(name, arguments) of a statement that is nothing but an act, else ("", [])."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    name = getattr(call.func, "attr", getattr(call.func, "id", "")) if isinstance(call, ast.Call) else ""
    return (name, [ast.unparse(one) for one in (*call.args, *call.keywords)]) if name in ACTS else ("", [])


def head_of(statement):
    """What is evaluated first: of a compound statement its head, without its body."""
    if isinstance(statement, ast.With):
        return statement.items[0].context_expr
    return getattr(statement, "iter", getattr(statement, "test", statement))


def races(source):
    """(line, what is not waited for) of each race in the source of a test."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in PAUSES:
            yield node.lineno, "a while"
        for block in (getattr(node, name, None) for name in ("body", "orelse", "finalbody")):
            pairs = pairwise(block) if isinstance(block, list) else ()
            yield from ((act.lineno, why) for act, then in pairs if (why := race_of(act, head_of(then))))


def race_of(act, then):
    """What the second of two statements in a row should have waited for, or None."""
    name, arguments = act_of(act)
    names = names_in(then)
    if not name or names & WAITS:
        return None
    if names & MOVES:
        return "another page"
    if names & STORED:
        return "a write"
    return "the key" if arguments == ["'Enter'"] and names & READS else None


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(TESTS)))
def test_a_test_waits_for_what_an_act_brings(path):
    assert list(races(path.read_text())) == []


@pytest.mark.parametrize(
    ("statements", "race"),
    [
        ("page.get_by_role('button').click()\npage.reload()", "another page"),
        ("press(page, 'Save')\npage.goto('/')", "another page"),
        ("page.locator('a').click()\nassert Claim.objects.get()", "a write"),
        ("box.check()\nwith pytest.raises(phone.content()):\n    pass", "a write"),
        ("page.keyboard.press('Enter')\nassert page.title() == 'Clinics'", "the key"),
        ("press('Enter')\nassert page.title() == 'Clinics'", "the key"),
        ("page.wait_for_timeout(500)", "a while"),
        ("time.sleep(1)", "a while"),
        ("with page.expect_navigation():\n    button.click()\npage.reload()", None),
        ("button.click()\nlocator.wait_for()\npage.reload()", None),
        ("button.click()\nassert page.title() == 'Clinics'", None),
        ("button.click()\neventually(page, lambda: phone.content())", None),
        ("page.keyboard.press('Tab')\nassert page.evaluate(HERE)", None),
    ],
)
def test_what_is_a_race(statements, race):
    assert [what for _line, what in races(statements)] == ([race] if race else [])
