"""The form of one answer, with the answer that it replaces."""

from django import forms
from django.utils.translation import gettext_lazy as _

from checklist import notebook
from directory.web.shown_digest import digest_of


def answer_digest(answer):
    """16 hexadecimal digits that change with the answer.

    A form carries the digest of the answer that it showed, so that a save writes only what the person edited.
    """
    return digest_of([answer.impression, answer.note, answer.differs])


TOO_LONG = _("A note holds up to 1,000 characters. Make it shorter, then save.")


class AnswerForm(forms.Form):
    """The fields of one answer, prefixed with the key of its question: `D1-note`, `D1-impression` …"""

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
    shown = forms.CharField(required=False, max_length=16)

    def clean_note(self):
        note = notebook.normalize_text(self.cleaned_data["note"])
        if len(note) > notebook.MAX_NOTE_CHARACTERS:
            raise forms.ValidationError(TOO_LONG, code="max_length")
        return note

    def answer(self, version):
        """The typed Answer, given while the listing has this version."""
        data = self.cleaned_data
        return notebook.Answer(data["impression"], data["note"], data["differs"], version)

    @property
    def was_edited(self):
        """True if the answer differs from the one that the form showed."""
        return answer_digest(self.answer(0)) != self.cleaned_data["shown"]
