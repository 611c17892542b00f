from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self):
        from allauth.account import signals as account
        from allauth.mfa import signals as mfa
        from django.contrib.auth.signals import user_logged_in

        from directory.accounts import events, moderators, second_factors

        user_logged_in.connect(moderators.start_idle_timer)
        mfa.authenticator_added.connect(second_factors.spend_setup_code)
        for signal, kind in (
            (mfa.authenticator_added, events.Kind.FACTOR_SET),
            (mfa.authenticator_removed, events.Kind.FACTOR_REMOVED),
            (mfa.authenticator_reset, events.Kind.CODES),
            (account.password_changed, events.Kind.PASSWORD),
            (account.password_set, events.Kind.PASSWORD),
            (account.password_reset, events.Kind.PASSWORD),
            (account.email_changed, events.Kind.EMAIL),
        ):
            signal.connect(events.recorder(kind), weak=False)
