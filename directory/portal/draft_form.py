"""What the forms of a working copy share: they notice another person's save, and date what is dated."""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.facts.statements import is_stated
from directory.moderation import plausibility
from directory.portal.redisplay import RedisplayedForm
from directory.web import resubmission
from directory.web.form_errors import ConstrainedModelForm

MAX_QUESTIONS = 60  # confirmed in one save


class QuestionDigests(NamedTuple):
    """Digests of the plausibility questions that a page shows; the next save posts them as confirmed."""

    new: list[str]  # of the questions that stand on this page
    all: list[str]  # and of those that were read before


class SavedValue(NamedTuple):
    """A value that another person has saved, beside the typed value."""

    label: str
    text: str


def question_digests(request, form, formsets=()):
    """The QuestionDigests of a form and of the rows of formsets."""
    bound = [one for one in (form, *(row for rows in formsets for row in rows.forms)) if one.is_bound]
    new = [digest for one in bound for digest in plausibility.question_digests(one)]
    before = [digest for digest in request.POST.getlist("asked") if digest.isalnum()][:MAX_QUESTIONS]
    return QuestionDigests(new, sorted({*new, *before}))


class DraftForm(RedisplayedForm, ConstrainedModelForm):
    """A form of a part of a clinic's working copy.

    is_restored  whether the form was stored while its owner was signed out
    outdated     whether somebody has saved the same part since the form was opened; set by `clean`
    dated        name of a date → (names of what it dates, the error where nothing is dated)
    """

    is_restored = False
    dated = {}
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # the digest of what was shown

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.outdated = False
        self.initial["seen"] = self.saved_digest()
        for day in self.dated:
            if day in self.fields:
                self.initial[day] = self.initial[day] or timezone.localdate()

    def saved_digest(self):
        """The digest of what is saved, before this form changes it."""
        raise NotImplementedError

    def clean(self):
        cleaned = super().clean()
        if self.is_restored:
            self.add_error(None, resubmission.RESTORED_NOTICE)
        self._refuse_outdated(cleaned)
        for day, (names, error) in self.dated.items():
            if day in self.fields:
                self._date_statements(cleaned, day, names, error)
        return cleaned

    def _refuse_outdated(self, cleaned):
        """Refuse, once, a form of something that somebody else has saved since the form was opened."""
        now = self.initial["seen"]
        if cleaned.get("seen") != now:
            self.outdated = True
            self.data = self.data.copy()
            self.data["seen"] = now
            raise ValidationError(
                _("Someone else saved this page after you opened it. Check it again, then save.")
            )

    def _date_statements(self, cleaned, day, names, error):
        """Set a date to today where something that it dates was changed; clear it where nothing is stated.

        A date that the person typed stays, unless it is in the future or dates nothing.
        """
        if not all(name in cleaned for name in (day, *names)):
            return
        is_dating = any(is_stated(cleaned[name]) for name in names)
        is_typed = day in self.changed_data
        if not is_dating and cleaned[day] and is_typed:
            self.add_error(day, error)
        elif not is_dating:
            cleaned[day] = None
        elif cleaned[day] is None or (not is_typed and any(name in self.changed_data for name in names)):
            cleaned[day] = timezone.localdate()
        elif cleaned[day] > timezone.localdate():
            self.add_error(day, _("This date is in the future. Enter today’s date or an earlier one."))
