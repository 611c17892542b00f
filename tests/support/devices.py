"""A person with a notebook: their device, and what they do in it."""

import re
from urllib.parse import unquote_plus

import pytest
from django.utils import timezone

from checklist import codes, notebook, storage
from directory.models import Listing
from tests.support.axe import PHONE

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


class Device:
    """One browser profile on a phone, and everything it has asked for."""

    def __init__(self, chromium, site, **dress):
        self.site = site
        self.context = chromium.new_context(base_url=site, **({"viewport": PHONE} | dress))
        self.asked, self.answered = [], []
        self.context.on("request", lambda request: self.asked.append(request))
        self.context.on("response", lambda response: self.answered.append(response))
        self.page = self.tab()

    def tab(self):
        tab = self.context.new_page()
        tab.set_default_timeout(60_000)
        return tab

    def begin(self, *slugs):
        """A notebook with these clinics, as a person makes it."""
        for slug in slugs:
            self.page.goto(f"/clinics/{slug}/")
            self.page.get_by_role("button", name="Keep in my notebook").click()
            self.page.get_by_role("button", name=re.compile("On a shared device|Keep in my notebook")).click()

    def given(self, *slugs):
        """A notebook with these clinics, stored without the pages on which a person makes it."""
        book = notebook.new()
        for slug in slugs:
            listing = Listing.objects.get(slug=slug)
            notebook.add_clinic(book, listing=listing.pk, slug=listing.slug, name=listing.name)
        code = codes.code_from_secret(storage.create(today=timezone.localdate(), book=book))
        cookie = {"name": "notebook", "value": code, "url": self.site, "httpOnly": True, "sameSite": "Lax"}
        self.context.add_cookies([cookie])

    def secret(self):
        value = next(one["value"] for one in self.context.cookies() if one["name"] == "notebook")
        return codes.secret_from_code(value.strip('"'))  # a check sign "=" puts the cookie between quotes

    def content(self):
        return storage.read(self.secret())


def first_call_of(page, clinic):
    page.goto("/notebook/")
    page.get_by_role("link", name=clinic, exact=True).click()
    page.get_by_role("link", name=re.compile("^First call")).click()


def answer(page, key, impression, note, *, scripts):
    question = page.locator(f"#{key}")
    question.get_by_label(impression, exact=True).check()
    if not scripts:
        question.get_by_label("Your note").fill(note)
        return
    with page.expect_response(lambda answer: note in posted(answer.request)):  # not only the choice before it
        question.get_by_label("Your note").fill(note)
    question.get_by_text("Saved", exact=True).wait_for()


def posted(request):
    return unquote_plus(request.post_data or "")


def notes(book):
    return {
        one["name"]: {key: answer["note"] for key, answer in one["answers"].items()}
        for one in book["clinics"]
    }


def state_of(question):
    return question.get_by_role("status")
