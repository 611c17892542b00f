"""The way in to the forms of a new clinic for people who have no account yet."""

from functools import wraps
from urllib.parse import urlencode

from django.shortcuts import redirect
from django.urls import reverse


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
