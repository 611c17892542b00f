from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        from allauth.mfa.signals import authenticator_added

        from directory import accounts

        authenticator_added.connect(accounts.use_up_the_first)
