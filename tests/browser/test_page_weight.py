"""What the results page weighs on the wire.

The page comes gzipped from the site itself. Static files are compressed once, when they are collected
(whitenoise, gzip level 9), and the stylesheets are joined and minified (config/static.py). The served site of
the tests joins its stylesheets the same way, and collects nothing, so bodies are compressed here.
"""

import gzip

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST = 60_000  # bytes


def test_the_whole_results_page_is_at_most_sixty_kilobytes(page, invented):
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/clinics/", wait_until="networkidle")
    assert page.locator(".card").count() == 20

    if not any(answer.url.endswith(".svg") for answer in answers):  # no window, so no icon was asked for
        answers.append(page.request.get(page.locator("link[rel=icon]").get_attribute("href")))
    asked = [answer for answer in answers if answer.url.endswith("/notebook/kept/")]
    assert [answer.status for answer in asked] == [204]  # without a notebook there is nothing to say
    others = [answer for answer in answers if answer not in asked]
    weights = {answer.url.rpartition("/")[2] or "page": weight(answer) for answer in others}
    print("\n", weights, "in all:", sum(weights.values()), "bytes")

    scripts = {"press.js", "results.js", "tray.js", "kept.js", "combobox.js", "location.js"}
    scripts |= {"area_map.js"}
    assert weights.keys() == {"page", "icon.svg", "site.css"} | scripts
    assert len(others) == len(weights)  # each once
    assert sum(weights.values()) <= MOST


def weight(answer):
    if answer.headers.get("content-encoding") == "gzip":
        return int(answer.headers["content-length"])
    return compressed(answer.body())


def compressed(body):
    return len(gzip.compress(body, compresslevel=9))
