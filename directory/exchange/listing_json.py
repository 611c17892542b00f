"""Listings as JSON: what /clinics.json says."""

import json

from directory.exchange.record import json_line, on_day, record


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
