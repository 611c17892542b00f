"""The license of a source, as a file or an operator writes it."""

import re

from django.utils.translation import gettext as _

from directory.exchange.cells.text import DASHES, excerpt
from directory.facts.vocabulary import SourceLicense
from directory.importing.errors import RowError

# What people write, with a space for each dash, underscore and white space.
_CREATIVE_COMMONS = r"https?://(?:www\.)?creativecommons\.org"
SPELLINGS = {
    SourceLicense.PUBLIC_DOMAIN: (
        r"(?:in )?(?:the )?(?:us |u\.s\. )?public ?domain",
        _CREATIVE_COMMONS + r"/publicdomain/mark/1\.0(?:/.*)?",
    ),
    SourceLicense.CC0: (
        r"(?:cc ?0|cc zero|creative commons zero) ?(?:v ?)?1(?:\.0)?(?: universal)?",
        _CREATIVE_COMMONS + r"/publicdomain/zero/1\.0(?:/.*)?",
    ),
    SourceLicense.CC_BY: (
        r"(?:cc ?by|(?:creative commons )?attribution) ?(?:v ?)?4(?:\.0)?(?: international)?(?: licen[cs]e)?",
        r"attribution 4\.0 international \(cc by 4\.0\)",
        _CREATIVE_COMMONS + r"/licenses/by/4\.0(?:/.*)?",
    ),
}
# Licenses of which more than one version exists, or whose version we want to know, without it.
WITHOUT_VERSION = {
    r"cc ?0|cc zero|creative commons zero": SourceLicense.CC0,
    r"cc ?by|(?:creative commons )?attribution": SourceLicense.CC_BY,
}


def license_code(text: str) -> str:
    """The code of the SourceLicense that a text names, such as `CC BY 4.0`; "" for any other text."""
    spelled = _plain(text)
    for code, patterns in SPELLINGS.items():
        if any(re.fullmatch(pattern, spelled) for pattern in patterns):
            return code.value
    return ""


def why_not_licensed(text: str) -> str:
    """Why a file under the license that a text names can't be imported, as a sentence."""
    named = {"license": excerpt(text.strip()), "codes": ", ".join(SourceLicense.values)}
    for pattern, code in WITHOUT_VERSION.items():
        if re.fullmatch(pattern, _plain(text)):
            return _(
                "The license “%(license)s” lacks its version. Look it up at the source. If it is %(code)s, "
                "write “%(code)s”."
            ) % (named | {"code": code.value})
    return (
        _(
            "A file under the license “%(license)s” can’t be imported: we may not pass it on. The license "
            "has to be one of %(codes)s."
        )
        % named
    )


def parse_license(cell: str) -> str:
    """The code of a SourceLicense, or "". Raises RowError."""
    code = license_code(cell)
    if cell.strip() and not code:
        raise RowError(
            _("Column “source_license” says “%(license)s”. Enter one of %(codes)s, or leave it empty.")
            % {"license": excerpt(cell.strip()), "codes": ", ".join(SourceLicense.values)}
        )
    return code


def _plain(text):
    return re.sub(r"[\s_-]+", " ", text.translate(DASHES).strip().lower())
