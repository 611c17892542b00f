"""How accounts differ from allauth's own: letters go into the queue, and nothing tells who has an account."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter

from directory.models import Mail


class AccountAdapter(DefaultAccountAdapter):
    def populate_username(self, request, user):
        """People sign in by e-mail. The name that Django wants says nothing."""
        user.username = user.username or uuid.uuid4().hex

    def get_client_ip(self, request):
        """No address is stored: a list of sessions goes without."""
        return "0.0.0.0"  # noqa: S104  (a value that means none)

    def send_mail(self, template_prefix, email, context):
        message = self.render_mail(template_prefix, email, context)
        html = next((body for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
        Mail.objects.create(
            key=f"account:{uuid.uuid4().hex}",
            kind="account",
            to=email,
            subject=message.subject,
            text=message.body,
            html=html,
        )
