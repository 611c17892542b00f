"""Listings as JSON: what /clinics.json and /merged.json say."""

import json

from django.utils import timezone

from directory.exchange.record import iso_date, json_line, on_day, record
from directory.models import Listing


def listing_json(listing, today):
    """One result of /clinics.json: the record of a listing (exchange/record.py) as it holds on a day."""
    return on_day(record(listing), today)


def json_record(listing, today):
    """listing_json() as text."""
    return json_line(listing_json(listing, today)).decode().removesuffix("\n")


def with_miles(records, miles):
    """A list of json_record(), as text, each with its distance where there is one.

    records  listing id → json_record()
    miles    listing id → miles
    """
    texts = (
        text if (distance := miles.get(pk)) is None else f'{text[:-1]}, "miles": {round(distance, 2)}}}'
        for pk, text in records.items()
    )
    return JsonText(f"[{', '.join(texts)}]")


class JsonText(str):
    """Text that is JSON already."""


def join_json(answer):
    """A dict as JSON, whose values may be JsonText."""
    pairs = [
        f"{json.dumps(name)}: {value if isinstance(value, JsonText) else json.dumps(value)}"
        for name, value in answer.items()
    ]
    return f"{{{', '.join(pairs)}}}"


def merged_listings():
    """The results of /merged.json, latest first: what became of each listing that was merged.

    returns  dicts of uid and slug of the merged listing, merged_into (the uid of the one that was kept), and
             merged_on (ISO date)
    """
    merged = Listing.objects.filter(merged_into__isnull=False).order_by("-removed_at", "-pk")
    rows = merged.values_list("uid", "slug", "merged_into__uid", "removed_at")
    return [
        {
            "uid": str(uid),
            "slug": slug,
            "merged_into": str(kept),
            "merged_on": iso_date(timezone.localdate(at)),
        }
        for uid, slug, kept, at in rows
    ]
