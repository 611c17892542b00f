"""Ask the search without a page."""

from datetime import datetime, time, timedelta
from operator import attrgetter
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone

from directory.models import Version
from directory.search.query import Question
from directory.search.results import find_listings

DENVER = {"latitude": 39.7392, "longitude": -104.9903, "point_source": "given"}


def ask(query, today):
    """The Results of a query string, or of its parameters as a dict."""
    query = urlencode(query) if isinstance(query, dict) else query
    return find_listings(Question.parse(QueryDict(query)), version=Version.now(), today=today)


def names(query, today):
    """The names of the clinics that a query string finds, in order."""
    return [*ask(query, today).all_records("name", attrgetter("name"))]


def ago(days):
    """Noon of a day in the past: an hour of summer time must not make it the day before."""
    return timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=days), time(12)))
