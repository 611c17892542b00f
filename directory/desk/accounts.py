"""Account events: sign-ins, refused sign-ins, changes of rights and of second factors."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from directory.models import AccountEvent
from directory.web import admin_sites

MAX_EVENTS = 200


@require_safe
def accounts(request):
    events = AccountEvent.objects.select_related("account").order_by("-minute", "-pk")
    context = {"title": gettext_lazy("Accounts"), "events": events[:MAX_EVENTS], "most": MAX_EVENTS}
    return render(request, "desk/accounts.html", context)


admin_sites.desk.add("accounts/", accounts, name="accounts")
