"""What happened at the doors of accounts: who came in or was refused, whose rights or second step changed."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from directory.models import AccountEvent
from directory.web import admin_sites

SHOWN = 200  # the latest


@require_safe
def accounts(request):
    events = AccountEvent.objects.select_related("account").order_by("-minute", "-pk")
    context = {"title": gettext_lazy("Accounts"), "events": events[:SHOWN], "most": SHOWN}
    return render(request, "desk/accounts.html", context)


admin_sites.desk.add("accounts/", accounts, name="accounts")
