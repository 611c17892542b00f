"""The digest of what a form showed when it was opened.

The form posts this digest, so that a save detects whether the same thing was changed since: in another tab,
or by another person.
"""

import hashlib
import json


def digest_of(shown):
    """16 hexadecimal digits that change with a value of JSON types; texts may be lazy translations."""
    encoded = json.dumps(shown, sort_keys=True, default=str)
    return hashlib.sha256(encoded.encode()).hexdigest()[:16]
