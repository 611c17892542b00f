"""Validates HTML: a strict parser, and rules beyond the grammar."""

from collections import Counter

import html5lib

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


def assert_valid(html):
    """Assert that a whole page, text or bytes, is valid HTML."""
    assert faults(html) == []


def faults(html):
    """The faults of a page, as sentences."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"))
    page = parser.parse(html)
    found = [f"line {place[0]}: {code} {details or ''}" for place, code, details in parser.errors]
    found += _structure(page)
    found += _references(page)
    found += _inline(page)
    return found


def elements(html, tag=""):
    """The elements of a page in order, all or of one tag; each with `get`, `text` and `itertext`."""
    found = [element for element in html5lib.parse(html).iter() if isinstance(element.tag, str)]
    return [element for element in found if not tag or element.tag.endswith(f"}}{tag}")]


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
