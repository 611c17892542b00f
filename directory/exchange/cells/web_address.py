"""Web addresses as people write them."""

import re
from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import ValidationError

from directory.facts.web_addresses import validate_web_address

TRACKING_PARAMETER = re.compile(
    r"(?:utm_\w*|gclid|gclsrc|dclid|gbraid|wbraid|gad_\w+|fbclid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id"
    r"|mc_cid|mc_eid|_ga|_gl|_hs\w+|hsctatracking|mkt_tok|vero_id|srsltid)\Z",
    re.IGNORECASE,
)


SCHEME_AND_HOST = re.compile(r"\A[^/]*//[^/?#]*")


def parse_web_address(cell):
    """`www.Clinic.example/?utm_source=x` → `https://www.clinic.example/`.

    returns  "" for an empty cell or a bare `http://`; None for text that is no web address
    """
    address = cell.strip("\xa0 \t\r\n\u200b\ufeff").strip("<>").rstrip(",;")
    if address.lower().rstrip(":/") in ("", "http", "https", "http://www.", "https://www.", "www."):
        return ""
    if "://" not in address:
        address = f"https://{address}"
    try:
        validate_web_address(address)
    except ValidationError:
        return None
    address = _without_tracking(SCHEME_AND_HOST.sub(lambda match: match[0].lower(), address))
    return address if len(address) <= 300 else None


def _without_tracking(address):
    """The address without the parameters that tell from which advertisement a visitor came."""
    parts = urlsplit(address)
    parameters = [
        one for one in parts.query.split("&") if not TRACKING_PARAMETER.match(one.partition("=")[0])
    ]
    if "&".join(parameters) == parts.query:
        return address
    return urlunsplit(parts._replace(query="&".join(parameters)))
