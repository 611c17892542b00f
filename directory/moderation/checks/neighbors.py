"""Checks of the surroundings of a clinic: likely duplicates, and the distance to its ZIP code area."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from directory.facts import vocabulary as v
from directory.matching.contact_details import SHARED_LABELS
from directory.moderation.checks.base import Finding, Link, Submitted, check
from directory.places.zip_codes import miles_if_far
from directory.wording import values

IDENTITY = {"name", "street", "city", "state", "zip", "latitude", "longitude", "phone", "website", "npi"}


@check
def likely_duplicates(submitted: Submitted) -> Iterator[Finding]:
    """Another clinic has the same phone, website or NPI within a mile, or nearly the same name next door."""
    if not submitted.changed & IDENTITY:
        return
    neighborhood = submitted.neighborhood
    _name, own_slug = neighborhood.others.get(submitted.clinic, ("", None))
    compared = neighborhood.compared_clinic(submitted.clinic, submitted.content)
    # A submission has the same findings, whatever is checked along with it.
    likely = neighborhood.duplicate_finder.find(
        compared, accept=lambda other: neighborhood.is_around(other.pk, submitted.content)
    )
    for other, shared, miles in likely:
        name, slug = neighborhood.others[other.pk]
        parts = {"name": name, "shared": values.join_with_and([str(SHARED_LABELS[what]) for what in shared])}
        if miles is None:
            sentence = (
                _("This may be a duplicate. “%(name)s”, in the same town, has the same %(shared)s.") % parts
            )
        else:
            parts["miles"] = values.miles(miles)
            sentence = (
                _("This may be a duplicate. “%(name)s”, %(miles)s away, has the same %(shared)s.") % parts
            )
        pages = [(name, slug), (submitted.content["name"], own_slug)]
        links = tuple(Link(text, reverse("listing", args=[slug])) for text, slug in pages if slug)
        yield Finding("duplicate", "", sentence, links)


@check
def far_from_its_zip(submitted: Submitted) -> Iterator[Finding]:
    """The point is far from the ZIP code area, in the submission or in the file that was imported."""
    if not submitted.changed & {"latitude", "longitude", "zip"}:
        return
    content, neighborhood = submitted.content, submitted.neighborhood
    point = (content["latitude"], content["longitude"])
    miles = miles_if_far(None if None in point else point, neighborhood.zip_points.get(content["zip"][:5]))
    if miles:
        sentence = _("The point is %(miles)s from its ZIP code.") % {"miles": values.miles(miles)}
        yield Finding("far_from_zip", "latitude", sentence)
    elif (
        content["point_source"] == v.PointSource.ZIP_CENTROID and submitted.clinic in neighborhood.file_miles
    ):
        sentence = _(
            "The file placed it %(miles)s from its ZIP code, so we placed it in the middle of "
            "the ZIP code area."
        )
        miles = values.miles(neighborhood.file_miles[submitted.clinic])
        yield Finding("far_from_zip", "latitude", sentence % {"miles": miles})
