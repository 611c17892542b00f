"""A listing as JSON."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from directory.exchange.listing_csv import listing_source
from directory.facts.offerings import CODED_PARTS, OFFERING_PARTS, effective_offerings
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.facts.vocabulary import Evidence
from directory.models import Listing
from directory.wording.by_offering import content_of
from directory.wording.safety_warnings import warned_values


def listing_json(listing, today):
    """One result of /clinics.json.

    returns  uid, slug, name, latitude, longitude, version, published_on, confirmed_on, source (null where the
             clinic made the listing), and `statements`: name → value, evidence ("self_reported",
             "document_seen", "register_checked", or null where neither a clinic nor a moderator confirmed the
             value), on (date of the evidence), source and url of the evidence. Not stated: {"value": null}.
             `practitioners` also has `checked`: the evidence for single persons, by name. A value with a
             safety warning adds `warnings`: value, warning and source, in words, and the name of the offering
             that has it where it is one of several. (The CSV holds codes alone; the data dictionary has their
             warnings.) And `effective_offerings`, as _effective_offering() has them: what holds for each
             offering, where a statement such as `route` is the union of all.
    """
    evidence = listing.live_evidence(today)
    return {
        "uid": str(listing.uid),
        "slug": listing.slug,
        "name": listing.name,
        "latitude": listing.latitude,
        "longitude": listing.longitude,
        "version": listing.version,
        "published_on": _iso_date(listing.published_on),
        "confirmed_on": _iso_date(listing.confirmed_on),
        "source": listing_source(listing) or None,
        "statements": {name: _statement_json(listing, name, evidence) for name in STATEMENTS},
        "effective_offerings": [
            _effective_offering(offering, number if number <= len(listing.offerings) else None)
            for number, offering in enumerate(effective_offerings(content_of(listing)), start=1)
        ],
    }


def json_record(listing, today):
    """listing_json() as text."""
    return json.dumps(listing_json(listing, today), cls=DjangoJSONEncoder)


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
            "merged_on": _iso_date(timezone.localdate(at)),
        }
        for uid, slug, kept, at in rows
    ]


def _effective_offering(offering, entry):
    """One of `effective_offerings`: an offering with what the clinic says where the offering says nothing.

    entry    the number of the offering among statements.offerings, from 1; None where the clinic states no
             offerings, and for a price that the clinic does not give to one of several
    returns  entry, price_alone, the parts of an offering, insurance and the prices by what they are for:
             session_low, session_high, course_price, month_price. Codes are lists; null is not stated.
             `warnings` where a value has a safety warning, as beside a statement.
    """
    stated = {name: offering[name] if is_stated(offering[name]) else None for name in EFFECTIVE_PARTS}
    if stated["prices_as_of"] is not None:
        stated["prices_as_of"] = _iso_date(offering["prices_as_of"])
    data = {"entry": entry, "price_alone": offering["price_alone"], **stated}
    warned = [one for part in CODED_PARTS for one in warned_values(part, offering[part])]
    return data | ({"warnings": _warnings(warned)} if warned else {})


def _statement_json(listing, name, evidence):
    value = getattr(listing, name)
    if not is_stated(value):
        return {"value": None}
    data = {"value": _iso_date(value) if STATEMENTS[name].kind == "date" else value}
    warned = warned_values(name, value)
    if warned:
        data["warnings"] = _warnings(warned)
    marks = [mark for mark in evidence if mark["statement"] == name and not mark["person"]]
    if marks:
        data |= _evidence_json(
            max(marks, key=lambda mark: (mark["kind"] == Evidence.REGISTER_CHECKED, mark["on"]))
        )
    else:
        on = listing.last_stated_on(name)
        data |= {"evidence": Evidence.SELF_REPORTED.value if on else None, "on": _iso_date(on)}
    of_persons = [mark for mark in evidence if mark["statement"] == name and mark["person"]]
    if of_persons:
        data["checked"] = [{"person": mark["person"], **_evidence_json(mark)} for mark in of_persons]
    return data


def _warnings(warned):
    return [
        {
            "value": one.label,
            **({"offering": one.offering} if one.offering else {}),
            "warning": one.warning.sentences,
            "source": one.warning.source,
        }
        for one in warned
    ]


def _evidence_json(mark):
    data = {"evidence": mark["kind"], "on": mark["on"], "source": mark["source"]}
    return data | {"url": mark["url"]} if mark["url"] else data


def _iso_date(date):
    """An ISO date of a date, or of an ISO date as a record holds it; None for none."""
    return str(date) if date else None


EFFECTIVE_PARTS = (
    *(part.name for part in OFFERING_PARTS if part.name != "note"),
    *("insurance", "session_low", "session_high", "month_price", "note"),
)
