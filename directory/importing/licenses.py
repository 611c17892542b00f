"""The license of a source, as a file or an operator writes it."""

import re

from django.utils.translation import gettext as _

from directory.exchange.cells.text import excerpt
from directory.facts.vocabulary import SourceLicense
from directory.importing.errors import RowError


def license_code(text):
    """`CC BY 4.0` or `cc_by_4.0` as `cc-by-4.0`: as a code of SourceLicense is written, known or not."""
    return re.sub(r"[\s_-]+", "-", text.strip().lower())


def parse_license(cell):
    """The code of a SourceLicense, or "". Raises RowError."""
    code = license_code(cell)
    if code not in ("", *SourceLicense.values):
        raise RowError(
            _("Column “source_license” says “%(license)s”. Enter one of %(codes)s, or leave it empty.")
            % {"license": excerpt(code), "codes": ", ".join(SourceLicense.values)}
        )
    return code
