"""A listing as JSON."""

from directory.exchange.listing_csv import listing_source
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.facts.vocabulary import Evidence
from directory.wording.safety_warnings import warned_values


def listing_json(listing, today):
    """One result of /clinics.json.

    returns  uid, slug, name, latitude, longitude, version, published_on, confirmed_on, source (null where the
             clinic made the listing), and `statements`: name → value, evidence ("self_reported",
             "document_seen", "register_checked", or null where neither a clinic nor a moderator confirmed the
             value), on (date of the evidence), source and url of the evidence. Not stated: {"value": null}.
             `practitioners` also has `checked`: the evidence for single persons, by name. A value with a
             safety warning adds `warnings`: value, warning and source, in words, and the name of the offering
             that has it where it is one of several. (The CSV holds codes alone;
             the data dictionary has their warnings.)
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
    }


def _statement_json(listing, name, evidence):
    value = getattr(listing, name)
    if not is_stated(value):
        return {"value": None}
    data = {"value": _iso_date(value) if STATEMENTS[name].kind == "date" else value}
    warned = warned_values(name, value)
    if warned:
        data["warnings"] = [
            {
                "value": one.label,
                **({"offering": one.offering} if one.offering else {}),
                "warning": one.warning.sentences,
                "source": str(one.warning.source),
            }
            for one in warned
        ]
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


def _evidence_json(mark):
    data = {"evidence": mark["kind"], "on": mark["on"], "source": mark["source"]}
    return data | {"url": mark["url"]} if mark["url"] else data


def _iso_date(date):
    return date.isoformat() if date else None
