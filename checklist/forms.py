"""The forms of one answer and of the facts of a call, each with the digest of what it replaces.

Both are saved in the same way (views/answers.py): `read` takes what the notebook holds, `typed` is what the
form says, `write` stores it, and `digest` tells whether two of them are the same.
"""

from dataclasses import astuple
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from checklist import calls, notebook
from directory.web.shown_digest import digest_of

DIGEST_CHARACTERS = 16


def answer_digest(answer):
    """16 hexadecimal digits that change with the answer.

    A form carries the digest of the answer that it showed, so that a save writes only what the person edited.
    """
    return digest_of([answer.impression, answer.note, answer.differs])


TOO_LONG = _("A note holds up to 1,000 characters. Make it shorter, then save.")


def call_digest(call):
    """16 hexadecimal digits that change with the facts of a call."""
    return digest_of(list(astuple(call)))


class AnswerForm(forms.Form):
    """The fields of one answer, prefixed with the key of its question: `D1-note`, `D1-impression` …"""

    is_only_proposed = False
    impression = forms.ChoiceField(
        choices=notebook.IMPRESSIONS,
        required=False,
        error_messages={"invalid_choice": _("Choose how you felt about the answer.")},
    )
    note = forms.CharField(
        required=False,
        strip=False,
        # A multiple of the limit: clean_note checks the limit after normalizing.
        max_length=notebook.MAX_RAW_FACTOR * notebook.MAX_NOTE_CHARACTERS,
        error_messages={"max_length": TOO_LONG},
    )
    differs = forms.BooleanField(required=False)
    shown = forms.CharField(required=False, max_length=DIGEST_CHARACTERS)

    def clean_note(self):
        note = notebook.normalize_text(self.cleaned_data["note"])
        if len(note) > notebook.MAX_NOTE_CHARACTERS:
            raise forms.ValidationError(TOO_LONG, code="max_length")
        return note

    def typed(self, version):
        """The typed Answer, given while the listing has this version."""
        data = self.cleaned_data
        return notebook.Answer(data["impression"], data["note"], data["differs"], version)

    def read(self, clinic):
        return notebook.get_answer(clinic, self.prefix)

    def write(self, clinic, answer):
        notebook.set_answer(clinic, self.prefix, answer)

    def digest(self, answer):
        return answer_digest(answer)

    @property
    def was_edited(self):
        """True if the answer differs from the one that the form showed."""
        return answer_digest(self.typed(0)) != self.cleaned_data["shown"]


DAY_FORMATS = ["%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y"]
TIME_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %H:%M"]


class CallForm(forms.Form):
    """The facts of a call, prefixed with calls.KEY: `call-spoken_with` …

    proposed   the day that the form proposed for `called_on`, where the notebook held nothing. It is stored
               only together with something that the person typed or answered.
    has_answers  set by the view: True if an answer was edited in the same form
    """

    spoken_with = forms.CharField(
        required=False, strip=False, max_length=notebook.MAX_RAW_FACTOR * calls.MAX_NAME_CHARACTERS
    )
    called_on = forms.CharField(required=False, max_length=40)
    call_back_on = forms.CharField(required=False, max_length=40)
    appointment = forms.CharField(required=False, max_length=40)
    proposed = forms.CharField(required=False, max_length=40)
    shown = forms.CharField(required=False, max_length=DIGEST_CHARACTERS)
    has_answers = False

    def clean_spoken_with(self):
        return self._validated(spoken_with=self.cleaned_data["spoken_with"]).spoken_with

    def clean_called_on(self):
        typed = _in_iso(self.cleaned_data["called_on"], DAY_FORMATS, timespec=None)
        return self._validated(called_on=typed).called_on

    def clean_call_back_on(self):
        typed = _in_iso(self.cleaned_data["call_back_on"], DAY_FORMATS, timespec=None)
        return self._validated(call_back_on=typed).call_back_on

    def clean_appointment(self):
        typed = _in_iso(self.cleaned_data["appointment"], TIME_FORMATS, timespec="minutes")
        return self._validated(appointment=typed).appointment

    def _validated(self, **fact):
        try:
            return calls.validated_call(calls.CallFacts(**fact))
        except notebook.NotebookError as refused:
            raise forms.ValidationError(str(refused)) from None

    def typed(self, _version):
        """The typed facts, without the proposed day where nothing else was typed or answered."""
        facts = calls.CallFacts(*(self.cleaned_data[name] for name in calls.FIELDS))
        return calls.CallFacts() if self.is_only_proposed and not self.has_answers else facts

    @property
    def is_only_proposed(self):
        """True if the form says nothing but the day that the page proposed: what another tab saved stands."""
        proposed = calls.CallFacts(called_on=self.cleaned_data["proposed"])
        facts = calls.CallFacts(*(self.cleaned_data[name] for name in calls.FIELDS))
        return facts == proposed and not facts.is_empty

    def read(self, clinic):
        return calls.get_call(clinic)

    def write(self, clinic, call):
        calls.set_call(clinic, call)

    def digest(self, call):
        return call_digest(call)

    @property
    def was_edited(self):
        return call_digest(self.typed(0)) != self.cleaned_data["shown"]

    def raw_facts(self):
        """The facts as they were typed, valid or not."""
        return calls.CallFacts(*(self.data.get(self.add_prefix(name), "") for name in calls.FIELDS))


def _in_iso(text, formats, *, timespec):
    """A typed day, or day and time, in ISO notation; what cannot be read stays as it is."""
    for pattern in formats:
        try:
            at = datetime.strptime(text.strip(), pattern)
        except ValueError:
            continue
        return at.isoformat(timespec=timespec) if timespec else at.date().isoformat()
    return text.strip()
