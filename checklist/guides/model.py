"""The data type of a guide."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from checklist.questions.model import Source


@dataclass(frozen=True)
class Guide:
    """One page under /guide/. Its text is the template `checklist/guide/<slug>.html`."""

    slug: str
    title: Promise
    summary: Promise  # one or two sentences: the lead of the page, and its line in the contents
    checked_on: date  # the day on which somebody last compared the text with the sources
    sources: tuple[Source, ...]

    @property
    def template(self) -> str:
        return f"checklist/guide/{self.slug}.html"
