"""A naive site: django-filter over the table of listings, a query for the count of each option.

python in_django_filter.py FILE FOLDER   # inside the project's environment, with its database
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
import django

django.setup()

import django_filters  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models.functions import Coalesce  # noqa: E402
from questions import PAGE, arguments, tell  # noqa: E402

from directory.facts.facets import FACETS  # noqa: E402
from directory.models import Listing  # noqa: E402

_path, _folder = arguments()
with connection.cursor() as cursor:
    cursor.execute("SET statement_timeout = 0")
KEYS = [key for facet in FACETS.values() if not facet.inside_offering for key in facet.key_of.values()]


class AnyKey(django_filters.BaseInFilter, django_filters.CharFilter):
    """Listings that have one of several keys."""

    def filter(self, listings, keys):
        return listings.filter(codes__overlap=keys) if keys else listings


class ListingFilter(django_filters.FilterSet):
    first, second, third = AnyKey(), AnyKey(), AnyKey()
    word = django_filters.CharFilter(field_name="search_vector", lookup_expr="exact")
    south = django_filters.NumberFilter(field_name="latitude", lookup_expr="gte")
    north = django_filters.NumberFilter(field_name="latitude", lookup_expr="lte")
    west = django_filters.NumberFilter(field_name="longitude", lookup_expr="gte")
    east = django_filters.NumberFilter(field_name="longitude", lookup_expr="lte")


def answer(question):
    names = zip(("first", "second", "third"), question.groups, strict=False)
    data = {name: ",".join(keys) for name, keys in names}
    data |= {"word": question.word} if question.word else {}
    data |= dict(zip(("south", "north", "west", "east"), question.box, strict=True)) if question.box else {}
    shown = Listing.objects.public().annotate(since=Coalesce("confirmed_on", "first_published_on"))
    shown = shown.filter(since__gte=sys.argv[3])
    matching = ListingFilter(data, shown).qs
    page = [listing.pk for listing in matching.order_by("-since", "pk")[:PAGE]]
    counts = {key: matching.filter(codes__contains=[key]).count() for key in KEYS}
    return page, matching.count(), counts


tell(answer, f"a query for each of {len(KEYS)} options, as such sites do; no page is rendered")
