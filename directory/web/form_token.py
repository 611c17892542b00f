"""A signed hidden field of a form that strangers may post, named `sending`.

The age of the field distinguishes people from robots. Its key, a UUID, shows whether one form was posted
twice.
"""

import uuid
from datetime import timedelta

from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _

MIN_AGE = timedelta(seconds=2)  # no person reads and fills in a form faster
MAX_AGE = timedelta(days=1)


def issue(request, *, salt):
    """The value of the hidden field: the posted value while it is valid, to keep its key; else a new one."""
    sending = request.POST.get("sending", "")
    try:
        signing.loads(sending, salt=salt, max_age=MAX_AGE)
    except signing.BadSignature:
        sending = signing.dumps([uuid.uuid4().hex, timezone.now().timestamp()], salt=salt)
    return sending


def check(request, now, *, salt, button):
    """(key, "") of a valid posted form; (None, sentence) if the person has to send it again.

    button  the words on the button of the form, which the sentence names

    A robot is also detected by the field `leave_empty`, which the page hides from people.
    """
    named = {"button": button}
    try:
        key, moment = signing.loads(request.POST.get("sending", ""), salt=salt, max_age=MAX_AGE)
    except signing.BadSignature:
        return None, _(
            "This page was open for too long. Your answers are still here. Please press “%(button)s” again."
        ) % named
    if now.timestamp() - moment < MIN_AGE.total_seconds():
        return None, _("Please check your answers and press “%(button)s” again.") % named
    if request.POST.get("leave_empty"):
        return None, _(
            "A hidden field that must stay empty was filled in. We cleared it. Please press “%(button)s” "
            "again."
        ) % named
    return uuid.UUID(key), ""
