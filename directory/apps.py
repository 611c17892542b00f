from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        from allauth.account import signals as account
        from allauth.mfa import signals as mfa
        from django.contrib.auth.signals import user_logged_in

        from directory import account_events, accounts

        user_logged_in.connect(accounts.begin_stay)
        mfa.authenticator_added.connect(accounts.use_up_the_first)
        for signal, kind in (
            (mfa.authenticator_added, account_events.Kind.FACTOR_SET),
            (mfa.authenticator_removed, account_events.Kind.FACTOR_REMOVED),
            (mfa.authenticator_reset, account_events.Kind.CODES),
            (account.password_changed, account_events.Kind.PASSWORD),
            (account.password_set, account_events.Kind.PASSWORD),
            (account.password_reset, account_events.Kind.PASSWORD),
            (account.email_changed, account_events.Kind.EMAIL),
        ):
            signal.connect(account_events.on(kind), weak=False)
