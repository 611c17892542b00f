"""The reading level of a page: the Flesch-Kincaid grade of its sentences."""

import re

from tests.support.html import HTML, parse

SENTENCES_OF = ("p", "li", "dd")
LEFT_OUT = ("nav", "details", "svg", "code", "blockquote")


def sentences(html, *, part="main"):
    """The sentences of a page's main part, or a letter's body: without lists of links, and quoted words."""
    page = parse(html)
    main = next(page.iter(f"{HTML}{part}"))
    found = []
    for element in _inside(main):
        if element.tag.removeprefix(HTML) in SENTENCES_OF:
            words = " ".join(" ".join(_text(element)).split())
            found += [one for one in re.split(r"(?<=[.!?])[”’)]*\s+", words) if len(one.split()) > 2]
    return found


def _inside(element):
    for child in element:
        if isinstance(child.tag, str) and child.tag.removeprefix(HTML) not in LEFT_OUT:
            yield child
            yield from _inside(child)


def _text(element):
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag.removeprefix(HTML) not in LEFT_OUT:
            yield from _text(child)
        yield child.tail or ""


def grade(sentences):
    """Years of school needed: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid 1975)."""
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z’'-]+", sentence)]
    return (
        0.39 * len(words) / len(sentences)
        + 11.8 * sum(syllables(word) for word in words) / len(words)
        - 15.59
    )


def syllables(word):
    """Groups of vowels, but for a silent e at the end: within one of a dictionary for nearly all words."""
    word = re.sub(r"[^a-z]", "", word.lower())
    count = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouylr]e$|[aeiouy][lr]e$|[^aeiouytd]ed$|[^aeiouyscxz]es$", word):
        count -= 1
    return max(count, 1)
