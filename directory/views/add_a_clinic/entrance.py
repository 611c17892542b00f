"""What the two forms of a new clinic share: the way in for new people, and the checks before they act."""

import uuid
from functools import wraps
from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse

from directory.matching.already_listed import similar_listings
from directory.models import Clinic
from directory.web import form_token, rate_limit, resubmission


def new_people_sign_up(view):
    """Decorate a view: somebody who is not signed in is led to creating an account, and then back.

    The page with that form links to signing in, too.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.method != "POST" and not request.user.is_authenticated:
            return redirect(
                f"{reverse('account_signup')}?{urlencode({'next': request.get_full_path()}, safe='/')}"
            )
        return view(request, *args, **kwargs)

    return wrapper


def check_form(request, form, now, *, source, salt, button):
    """Check a posted form of a new clinic before it acts. Returns (key, None), or (None, refusal).

    source   the beginning of Clinic.source of the clinics that the form makes
    button   the words on its button
    key      the UUID of the form with what stands in it: the same form sent twice makes one clinic, after a
             change another one
    refusal  what the page that shows the form again takes: fault, similar, status, wait
    """
    key, fault = form_token.check(request, now, salt=salt, button=button)
    if not resubmission.is_ready_to_save(request, form) or fault:
        return None, {"fault": fault, "status": 400}
    similar = [] if request.POST.get("none_of_these") else similar_listings(form.facts)
    if similar:
        return None, {"similar": similar}
    key = uuid.uuid5(key, repr((request.user.pk, form.cleaned_data)))
    is_new = not Clinic.objects.filter(source=f"{source}{key}").exists()
    if is_new and not rate_limit.allow(request, "proposal"):
        fault, wait = rate_limit.too_many("proposal")
        return None, {"fault": fault, "status": 429, "wait": wait}
    return key, None
