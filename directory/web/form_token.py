"""A signed hidden field: it tells people from robots, and a form sent twice from two forms."""

import uuid
from datetime import timedelta

from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _

MIN_AGE = timedelta(seconds=2)
MAX_AGE = timedelta(days=1)


def issue(request, *, salt):
    """The value of the field `sending`: the one that came, while it holds, so that its key stays the same."""
    sending = request.POST.get("sending", "")
    try:
        signing.loads(sending, salt=salt, max_age=MAX_AGE)
    except signing.BadSignature:
        sending = signing.dumps([uuid.uuid4().hex, timezone.now().timestamp()], salt=salt)
    return sending


def check(request, now, *, salt):
    """The key (a UUID) of this sending, and a sentence where it has to be sent once more."""
    try:
        key, moment = signing.loads(request.POST.get("sending", ""), salt=salt, max_age=MAX_AGE)
    except signing.BadSignature:
        return None, _("This page was open for too long. Your words are still here: press Send once more.")
    if now.timestamp() - moment < MIN_AGE.total_seconds():
        return None, _("That was quicker than people are. Your words are still here: press Send once more.")
    if request.POST.get("leave_empty"):
        return None, _(
            "Something filled in a field that must stay empty. We cleared it: press Send once more."
        )
    return uuid.UUID(key), ""
