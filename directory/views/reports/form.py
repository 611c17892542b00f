"""The form by which a reader reports a problem with a listing. Nothing is stored about the sender."""

import logging
import uuid
from itertools import chain

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.vocabulary import ReportReason
from directory.models import Listing, Report
from directory.reports import handling
from directory.views.listing import find_listing, redirect_to_current, removed_error
from directory.web import errors, form_token, rate_limit
from directory.web.form_errors import with_label
from directory.web.form_fields import MAX_MESSAGE_LENGTH, TOO_LONG, TextField

log = logging.getLogger("directory.report")
SALT = "directory.report"
STATEMENT_CHOICES = [
    (section.title, [(name, STATEMENTS[name].label) for name in section.statements]) for section in SPINE
]
FIELD_IDS = {
    "reason": f"reason-{ReportReason.values[0]}",
    "statement": "statement",
    "words": "words",
    "email": "email",
}


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong with the listing?"),
        choices=ReportReason,
        error_messages={
            "required": gettext_lazy("Choose what is wrong."),
            "invalid_choice": gettext_lazy("Choose a reason from the list."),
        },
    )
    statement = forms.ChoiceField(
        label=gettext_lazy("Which line of the listing is it about?"),
        choices=[("", ""), *chain.from_iterable(choices for _title, choices in STATEMENT_CHOICES)],
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Choose a line from the list, or choose the first option.")
        },
    )
    words = TextField(
        label=gettext_lazy("What should we know?"),
        max_length=MAX_MESSAGE_LENGTH,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address (optional)"),
        max_length=254,
        required=False,
        error_messages={
            "invalid": gettext_lazy(
                "Leave this blank, or enter an e-mail address, for example you@mail.example."
            ),
            "max_length": gettext_lazy("This e-mail address is too long. Use at most 254 characters."),
        },
    )

    def clean_email(self):
        given = self.cleaned_data["email"]
        if "," in given:  # a quoted address may have a comma, but a letter goes to one address
            raise ValidationError(self.fields["email"].error_messages["invalid"])
        return given

    def clean(self):
        given = super().clean()
        if given.get("reason") == ReportReason.OTHER and "words" in given and not given["words"]:
            self.add_error("words", _("Describe in a few words what is wrong."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def report(request, slug):
    if request.method != "POST":
        return _show_form(request, slug)
    try:
        return _receive(request, slug)
    except Exception as error:
        if not errors.is_database_unavailable(error):
            raise
        log.error("A report could not be kept: %s", type(error.__cause__ or error).__name__)
        fault = _("We can’t save your report right now. Wait 30 seconds, then press “Send” again.")
        return _render_form(
            request, None, faults=[("send", fault)], status=503, wait=errors.RETRY_AFTER_SECONDS
        )


def _show_form(request, slug):
    listing = find_listing(slug)
    if listing is None:
        return redirect_to_current(slug, "report")
    if listing.removed_at:
        raise removed_error(listing)
    if request.GET.get("statement", "") not in ("", *STATEMENTS):
        raise BadRequest(_("We couldn’t read part of this link. Remove everything after the “?”."))
    return _render_form(request, listing)


def _receive(request, slug):
    # A former slug, or that of a merged listing, is accepted: a redirect would lose what was typed.
    listing = find_listing(slug) or Listing.objects.for_pages().at_slug(slug).first()
    if listing is None:
        return redirect_to_current(slug, "report")
    if listing.removed_at:
        raise removed_error(listing)
    form, now = ReportForm(request.POST), timezone.now()
    key, fault = form_token.check(request, now, salt=SALT, button=_("Send"))
    faults = [
        (FIELD_IDS[name], with_label(form.fields[name].label, sentences[0]))
        for name, sentences in form.errors.items()
    ]
    if faults or fault:
        faults = faults or [("send", fault)]
        return _render_form(request, listing, form=form, faults=faults, status=400)
    given = form.cleaned_data
    if given["reason"] == ReportReason.SAFETY_CONCERN and not request.POST.get("acknowledged"):
        return _render_form(request, listing, form=form, ask_first=True)
    # The same form sent twice is one report; after a change it is another.
    key = uuid.uuid5(key, "\n".join((str(listing.pk), *(given[name] for name in FIELD_IDS))))
    report = Report.objects.filter(key=key).first()
    if report is None and not rate_limit.allow(request, "report"):
        fault, wait = rate_limit.too_many("report")
        return _render_form(request, listing, form=form, faults=[("send", fault)], status=429, wait=wait)
    report = report or handling.receive(listing=listing, key=key, at=now, **given)
    return redirect("report_state", report.reference)


def _render_form(request, listing, *, form=None, faults=(), ask_first=False, status=200, wait=None):
    """The form with what was typed. Makes no query: `listing` is None while the database is unavailable."""
    given = request.POST if request.method == "POST" else {"statement": request.GET.get("statement", "")}
    context = {
        "listing": listing,
        "typed": {name: given.get(name, "").replace("\0", "") for name in FIELD_IDS},
        "field_errors": {name: sentences[0] for name, sentences in form.errors.items()} if form else {},
        "errors": faults,
        "ask_first": ask_first,
        "sending": form_token.issue(request, salt=SALT),
        "reasons": ReportReason.choices,
        "statement_choices": STATEMENT_CHOICES,
    }
    return errors.retry_after(render(request, "directory/reports/form.html", context, status=status), wait)
