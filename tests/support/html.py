"""Validates HTML: the parse errors of the standard, and rules beyond the grammar."""

import re
from bisect import bisect_left
from collections import Counter
from xml.etree import ElementTree

from markupever import HtmlOptions, Parser
from turbohtml.treebuild import parse_into

HTML = "{http://www.w3.org/1999/xhtml}"
WORDS_ONLY = {"abbr", "button", "code", "em", "h1", "h2", "h3", "h4", "label", "p", "span", "strong", "time"}
BLOCKS = {"details", "div", "dl", "fieldset", "form", "h1", "h2", "h3", "h4", "nav", "ol", "p", "section"}
BLOCKS |= {"table", "ul"}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"div", "dt", "dd"},
    "select": {"option", "optgroup", "hr"},
    "tr": {"th", "td"},
}
NAMES_IDS = ("for", "form", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
DATA = ("application/ld+json", "application/json")  # blocks of data, which no policy stops


# An "&" that begins no reference. The standard lets one stand in an attribute, until somebody names it.
AMPERSAND = re.compile(r"&(?=[A-Za-z0-9])(?![A-Za-z0-9]+;)")
NO_MARKUP = re.compile(r"<script\b.*?</script>|<!--.*?-->", re.DOTALL)


def assert_valid(html):
    """Assert that a whole page, text or bytes, is valid HTML."""
    assert faults(html) == []


def faults(html):
    """The faults of a page, as sentences."""
    page = parse(html)
    return [*_parse_errors(_text(html)), *_structure(page), *_references(page), *_inline(page)]


def elements(html, tag=""):
    """The elements of a page in order, all or of one tag; each with `get`, `text` and `itertext`."""
    found = [element for element in parse(html).iter() if isinstance(element.tag, str)]
    return [element for element in found if not tag or element.tag.endswith(f"}}{tag}")]


def parse(html):
    """The <html> of a page, text or bytes, as browsers read it; tags are in namespaces."""
    (root,) = parse_into(_text(html), Tree()).iter(f"{HTML}html")
    return root


class Tree:
    """Builds an ElementTree, as turbohtml.treebuild calls it."""

    def create_document(self):
        return ElementTree.Element("document")

    def create_element(self, name, namespace, attributes):
        return ElementTree.Element(f"{{{namespace}}}{name}", {key: value or "" for key, value in attributes})

    def create_text(self, data):
        return data

    def create_comment(self, data):
        return ElementTree.Comment(data)

    def create_doctype(self, *_names):
        return ElementTree.Comment("doctype")

    def create_pi(self, target, data):
        return ElementTree.ProcessingInstruction(target, data)

    def append(self, parent, child):
        if not isinstance(child, str):
            parent.append(child)
        elif len(parent):
            parent[-1].tail = child
        else:
            parent.text = child


def _text(html):
    return html.decode() if isinstance(html, bytes) else html


def _parse_errors(html):
    lines = html.splitlines(keepends=True)
    for error in dict.fromkeys(_errors_of(html)):
        number = bisect_left(range(1, len(lines)), True, key=lambda count: error in _errors_of(lines[:count]))
        yield f"line {number + 1}: {error}"
    for number, line in enumerate(NO_MARKUP.sub(_blank_lines, html).splitlines(), start=1):
        yield from (
            f"line {number}: {line[one.start() :][:20]} is no reference" for one in AMPERSAND.finditer(line)
        )


def _errors_of(lines):
    parser = Parser(HtmlOptions(exact_errors=True))
    parser.process("".join(lines))
    return parser.finish().errors()


def _blank_lines(found):
    return "\n" * found[0].count("\n")


def name(element):
    return element.tag.removeprefix(HTML) if isinstance(element.tag, str) else ""


def _structure(page):
    for element in page.iter():
        tag = name(element)
        for child in element:
            if tag in CHILDREN and name(child) and name(child) not in CHILDREN[tag] | {"script", "template"}:
                yield f"<{name(child)}> may not stand in <{tag}>"
        if tag in WORDS_ONLY:
            inside = {name(one) for one in element.iter() if one is not element} & BLOCKS
            yield from (f"<{one}> may not stand in <{tag}>" for one in sorted(inside))
    for tag in ("title", "main", "h1"):
        count = sum(name(element) == tag for element in page.iter() if _is_page_title(element))
        if count != 1:
            yield f"there are {count} <{tag}>"
    if not page.get("lang"):
        yield "the page names no language"


def _is_page_title(element):
    """Pictures have titles too, in a namespace of their own."""
    return isinstance(element.tag, str) and element.tag.startswith(HTML)


def _references(page):
    ids = Counter(element.get("id") for element in page.iter() if element.get("id") is not None)
    yield from (f"the id “{one}” stands {count} times" for one, count in ids.items() if count > 1)
    for element in page.iter():
        for attribute in NAMES_IDS:
            for one in (element.get(attribute) or "").split():
                if one not in ids:
                    yield f"{attribute}=“{one}” of <{name(element)}> leads nowhere"
        href = element.get("href") or ""
        if href.startswith("#") and href[1:] not in ids:
            yield f"href=“{href}” leads nowhere"


def _inline(page):
    for element in page.iter():
        tag = name(element)
        yield from (f"<{tag}> has {one}" for one in element.attrib if one == "style" or one.startswith("on"))
        if tag == "style":
            yield "a <style> stands in the page"
        if tag == "script" and not element.get("src") and element.get("type") not in DATA:
            yield "a <script> stands in the page"
