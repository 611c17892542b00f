"""The public log of moderators' decisions, as a page and as an Atom feed."""

from datetime import datetime
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.exchange import atom
from directory.models import Event
from directory.transparency import log
from directory.web.public_page import public_page

PAGE_SIZE = 50
YEAR_ERROR = gettext_lazy("Enter a year with four digits, such as 2026.")
BEFORE_ERROR = gettext_lazy("The address does not lead to a line of the log. Begin with the latest log.")


class DecisionLogForm(forms.Form):
    kind = forms.ChoiceField(
        choices=Event.Kind,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("There is no such kind of decision.")},
    )
    year = forms.RegexField(r"\A[12][0-9]{3}\Z", required=False, error_messages={"invalid": YEAR_ERROR})
    month = forms.ChoiceField(
        choices=MONTHS.items(),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Enter a month as a number from 1 to 12.")},
    )
    before = forms.RegexField(
        r"\A[1-9][0-9]{0,17}\Z", required=False, error_messages={"invalid": BEFORE_ERROR}
    )

    def clean(self):
        given = super().clean()
        if given.get("month") and not given.get("year") and "year" not in self.errors:
            self.add_error("month", _("Choose a year for this month."))
        return given


def read_query(request):
    """The filters of the query string that are set: name → value. Raises BadRequest for an invalid one."""
    for name in DecisionLogForm.base_fields:
        if len(request.GET.getlist(name)) > 1:
            raise BadRequest(_("Ask for %(name)s once.") % {"name": name})
    form = DecisionLogForm(request.GET)
    if not form.is_valid():
        raise BadRequest(" ".join(sentence for sentences in form.errors.values() for sentence in sentences))
    return {name: value for name, value in form.cleaned_data.items() if value}


def filter_events(filters):
    """The events that match the filters of `read_query`, latest first."""
    events = Event.objects.latest_first()
    if "kind" in filters:
        events = events.filter(kind=filters["kind"])
    if "year" in filters:
        year, month = int(filters["year"]), int(filters.get("month", 0))
        end = (year, month + 1) if 0 < month < 12 else (year + 1, 1)
        events = events.filter(at__gte=_first_of(year, month or 1), at__lt=_first_of(*end))
    if "before" in filters:
        last = Event.objects.filter(pk=filters["before"]).first()
        if last is None:
            raise BadRequest(BEFORE_ERROR)
        events = log.older_than(events, last)
    return events


def _first_of(year, month):
    return timezone.make_aware(datetime(year, month, 1))


@public_page(etag_suffix=Event.objects.last_number)
def moderation(request, *, version, today):
    filters = read_query(request)
    events = list(filter_events(filters)[: PAGE_SIZE + 1])
    first_year = log.first_year() or today.year
    query = {name: value for name, value in filters.items() if name != "before"}
    older = query | {"before": events[PAGE_SIZE - 1].pk} if len(events) > PAGE_SIZE else {}
    return render(
        request,
        "directory/about/decision_log.html",
        {
            "decisions": log.decisions_of(events[:PAGE_SIZE]),
            "filters": filters,
            "kinds": Event.Kind.choices,
            "years": [str(year) for year in range(today.year, first_year - 1, -1)],
            "months": [(str(number), name) for number, name in MONTHS.items()],
            "older": urlencode(older),
            "query": urlencode(query),
        },
    )


@public_page(etag_suffix=Event.objects.last_number)
def moderation_atom(request, *, version, today):
    filters = read_query(request)
    log_page = request.build_absolute_uri(reverse("moderation"))
    decisions = log.decisions_of(filter_events(filters)[: atom.MAX_ENTRIES])
    page = f"{log_page}?{urlencode(filters)}" if filters else log_page
    written = atom.decisions_feed(request, decisions, log=log_page, page=page)
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")
