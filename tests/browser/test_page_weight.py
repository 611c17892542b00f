"""What the results page weighs on the wire.

The page comes gzipped from the site itself. Static files are compressed once, when they are collected
(whitenoise, gzip level 9). The demonstration collects nothing, so their bodies are compressed here the
same way.
"""

import gzip

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST = 60_000  # bytes


def test_the_whole_results_page_is_at_most_sixty_kilobytes(page, invented):
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/clinics/", wait_until="networkidle")
    assert page.locator(".entry").count() == 20

    if not any(answer.url.endswith(".svg") for answer in answers):  # no window, so no icon was asked for
        answers.append(page.request.get(page.locator("link[rel=icon]").get_attribute("href")))
    weights = {answer.url.rpartition("/")[2] or "page": weight(answer) for answer in answers}
    print("\n", weights, "in all:", sum(weights.values()), "bytes")

    assert {"page", "htmx-2.min.js", "results.js", "icon.svg", "facts.css"} <= weights.keys()
    assert sum(weights.values()) <= MOST


def weight(answer):
    if answer.headers.get("content-encoding") == "gzip":
        return int(answer.headers["content-length"])
    return len(gzip.compress(answer.body(), compresslevel=9))
