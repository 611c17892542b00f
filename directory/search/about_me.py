"""What each clinic states about what the reader has, takes or needs (facts/about_me.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from pyroaring import BitMap

from directory.facts.about_me import ABOUT_ME, ACCEPTED, ASKED_FIRST, CASE_BY_CASE, AboutMe
from directory.search.matches import Matches
from directory.wording.formats import join_labels


class AboutMeLine(NamedTuple):
    """A sentence on a card. is_caution: True where the clinic decides case by case."""

    text: str
    is_caution: bool = False


class AboutMeOption(NamedTuple):
    """A choice in the form."""

    code: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, eq=False)
class AboutMeOptions:
    """The choices of the form: the cautions asked first, the other cautions, the insurers."""

    first: list[AboutMeOption]
    others: list[AboutMeOption]
    insurers: list[AboutMeOption]

    @property
    def is_other_chosen(self) -> bool:
        """True if one of the other cautions is chosen, so that they stand open."""
        return any(option.is_chosen for option in self.others)


class AboutMeAnswers:
    """What the matches state about the codes that the reader chose."""

    def __init__(self, matches: Matches):
        self.matches, self.chosen = matches, [ABOUT_ME[code] for code in matches.question.me]

    def __bool__(self):
        return bool(self.chosen)

    def options(self) -> AboutMeOptions:
        """The choices of the form; the same object in one language where nothing is chosen."""
        return _options(self.matches.question.me) if self.chosen else _options_of_nobody(get_language())

    def lines(self, pk: int) -> list[AboutMeLine]:
        """What one listing states, in up to four sentences."""
        by_answer: dict[str, list[str]] = {}
        for one in self.chosen:
            by_answer.setdefault(self._answer(pk, one), []).append(str(one.label))
        lines = [
            ("yes", _("Says yes to: %(what)s"), False),
            ("some", _("Decides case by case: %(what)s"), True),
            ("out", _("Out of network: %(what)s"), True),
            ("silent", _("Doesn’t say, so ask: %(what)s"), False),
        ]
        return [
            AboutMeLine(text % {"what": join_labels(by_answer[answer])}, is_caution)
            for answer, text, is_caution in lines
            if answer in by_answer
        ]

    def _answer(self, pk, one: AboutMe):
        if pk in self.matches.index.with_key(one.key(ACCEPTED)):
            return "yes"
        if pk in self.matches.index.with_key(one.key(CASE_BY_CASE)):
            return "out" if one.payer else "some"
        return "silent"

    @property
    def _silent(self):
        """The ids of the matches that do not state an answer to everything chosen."""
        with_key = self.matches.index.with_key
        stating = (with_key(one.key(ACCEPTED)) | with_key(one.key(CASE_BY_CASE)) for one in self.chosen)
        return self.matches.ids - BitMap.intersection(self.matches.ids, *stating)

    @property
    def summary(self) -> list[str]:
        """Sentences for the head of the list: how many were left out, and how many do not say."""
        left_out, silent = self.matches.without_filter("me") - self.matches.ids, self._silent
        sentences = []
        if left_out:
            sentences.append(
                ngettext(
                    "%(count)s clinic is left out, because it says no to something in “About me”.",
                    "%(count)s clinics are left out, because they say no to something in “About me”.",
                    len(left_out),
                )
                % {"count": len(left_out)}
            )
        if silent:
            sentences.append(
                ngettext(
                    "%(count)s clinic here does not answer all of “About me”. Ask before you go.",
                    "%(count)s clinics here do not answer all of “About me”. Ask before you go.",
                    len(silent),
                )
                % {"count": len(silent)}
            )
        return sentences


def _options(chosen: Sequence[str]) -> AboutMeOptions:
    options = [
        (one, AboutMeOption(one.code, str(one.label), one.code in chosen)) for one in ABOUT_ME.values()
    ]
    cautions = [option for one, option in options if not one.payer]
    insurers = [option for one, option in options if one.payer]
    return AboutMeOptions(cautions[: len(ASKED_FIRST)], cautions[len(ASKED_FIRST) :], insurers)


@cache
def _options_of_nobody(_language):
    return _options(())
