"""axe-core in a page, under the real policy: evaluated, because a script tag would be blocked."""

from functools import cache
from importlib.resources import files

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def source():
    return (files("axe_playwright_python") / "axe.min.js").read_text()


def violations(page, *, rules=None):
    """What breaks a rule of TAGS, or one of `rules`, as (rule, what to do, the elements)."""
    page.evaluate(source())
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    result = page.evaluate("only => axe.run(document, {runOnly: only})", only)
    return [
        (one["id"], one["help"], [node["html"][:200] for node in one["nodes"]])
        for one in result["violations"]
    ]
