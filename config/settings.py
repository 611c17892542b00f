"""The settings of Django. Without SECRET_KEY and DATABASE_URL they are those of the demo on 127.0.0.1."""

import os
from email.utils import formataddr
from pathlib import Path

from django.utils.csp import CSP

from config import environment
from config.postgres.server import data_directory
from config.postgres.url import databases

BASE_DIR = Path(__file__).resolve().parent.parent

# The demonstration runs over plain http on this machine: there Secure, __Host-, HSTS and the redirect
# to https are off, and nowhere else. Setting SECRET_KEY or DATABASE_URL turns the demo off.
DEMO = environment.flag(
    "DEMO", default=not (environment.read("SECRET_KEY") or environment.read("DATABASE_URL"))
)
INVENTED = DEMO  # every page says that its clinics are invented; not under `demo --empty`
DEBUG = False
SECRET_KEY = "the demonstration has nothing to keep secret" if DEMO else environment.secret_key()

SECRET_KEY_FALLBACKS = environment.fallback_keys("SECRET_KEY_FALLBACKS")

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"] if DEMO else environment.hosts("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = environment.origins("CSRF_TRUSTED_ORIGINS")
SITE_NAME = "Ketamine Clinic Directory"
# The site in links of letters and in the data, without a slash at the end. `demo` sets its port, and notes
# it for commands that run beside it: with another address, write_data would begin another history.
DEMO_NOTE = Path(f"{data_directory()}-site")
SITE_URL = (
    environment.noted_site_url(DEMO_NOTE) if DEMO else environment.site_url("SITE_URL", hosts=ALLOWED_HOSTS)
)

INSTALLED_APPS = [
    "config",
    "django.contrib.admin.apps.SimpleAdminConfig",  # two sites of our own: directory/web/admin_sites.py
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "directory",
    "checklist",
]

# From the outside in. First those that add headers, also to refusals, redirects and static files.
MIDDLEWARE = [
    "config.middleware.security_headers",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.refuse_unknown_hosts",
    "config.middleware.refuse_malformed_requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.answer_early",
    "config.middleware.database_unavailable",
    "django.middleware.common.CommonMiddleware",
    # These open a session only if a view asks for it. No public page does.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "directory.accounts.moderators.sign_out_idle_moderators",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "directory.accounts.throttling.limit_attempts",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "directory.web.context_processors.site",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "directory.templatetags.directory",
                "directory.templatetags.ready",
                "django.templatetags.i18n",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ---- accounts

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:index"
ACCOUNT_ADAPTER = "directory.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letter to somebody who has no account
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a letter about every change of password or second factor
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one replaces it when it is confirmed
ACCOUNT_MAX_EMAIL_ADDRESSES = 2
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and there alone
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "leave_empty"
ACCOUNT_RATE_LIMITS = False  # directory/accounts/throttling.py counts in the database, for all processes
ACCOUNT_FORMS = {
    "login": "directory.accounts.forms.Login",
    "signup": "directory.accounts.forms.Signup",
    "reset_password": "directory.accounts.forms.ResetPassword",
    "reset_password_from_key": "directory.accounts.forms.ResetPasswordKey",
    "change_password": "directory.accounts.forms.ChangePassword",
    "set_password": "directory.accounts.forms.SetPassword",
    "add_email": "directory.accounts.forms.AddEmail",
    "reauthenticate": "directory.accounts.forms.Reauthenticate",
}
MFA_ADAPTER = "directory.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # codes are accepted 30 seconds early or late: clocks differ, and typing takes time
MFA_ALLOW_UNVERIFIED_EMAIL = (
    True  # while an address is being changed; nobody signs in without a confirmed one
)
MFA_RATE_LIMITS = False
MFA_FORMS = {
    "authenticate": "directory.accounts.forms.Authenticate",
    "reauthenticate": "directory.accounts.forms.ReauthenticateByCode",
    "activate_totp": "directory.accounts.forms.ActivateTOTP",
    "add_webauthn": "directory.accounts.forms.AddWebAuthn",
    "authenticate_webauthn": "directory.accounts.forms.AuthenticateWebAuthn",
    "login_webauthn": "directory.accounts.forms.LoginWebAuthn",
    "reauthenticate_webauthn": "directory.accounts.forms.ReauthenticateWebAuthn",
    "edit_webauthn": "directory.accounts.forms.EditWebAuthn",
}
PASSWORD_HASHERS = [
    "directory.accounts.password_hashing.Hasher"
]  # PBKDF2, few at a time and without a connection
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}UserAttributeSimilarityValidator"},
]

# ---- database

DATABASES = databases()
DATABASE_ROUTERS = ["config.postgres.reading.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- language and time

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"  # days and times, as people in the United States write them
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/New_York"

# ---- letters: queued in the database, delivered by a worker (directory/mail/delivery.py)

MAILERS = {
    "default": {
        "BACKEND": "directory.mail.delivery.Backend",
        "OPTIONS": environment.mail_server("MAIL_SERVER"),
    }
}
DEFAULT_FROM_EMAIL = formataddr((SITE_NAME, environment.mail_address("MAIL_FROM", hosts=ALLOWED_HOSTS)))

# ---- static files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static-collected"
# In the order of a page's links: within a layer, a later rule wins.
STYLESHEET_SOURCES = [
    f"directory/css/{name}.css"
    for name in (
        *("reset", "tokens", "base", "layout", "frame", "masthead", "forms", "combo", "facts", "filters"),
        *("navigation", "results", "cards", "read", "tray", "thread", "offerings", "listing", "statements"),
        *("records", "portal", "portal-forms", "guides"),
        *("questions", "desk", "queue", "home", "compare", "notebook", "call", "call-questions"),
        *("area", "area-around"),
        *("contrast", "print", "print-checklist", "print-notebook", "letter"),
    )
]
STYLESHEETS = STYLESHEET_SOURCES if DEMO else ["directory/css/site.css"]  # made by collectstatic
WHITENOISE_USE_FINDERS = DEMO
WHITENOISE_AUTOREFRESH = DEMO
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "config.static.StaticFilesStorage"
    },
}

# ---- security

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"  # not no-referrer: Chromium would send "Origin: null" with every form
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if not DEMO else None
FORWARDED_ADDRESS = not DEMO  # web/rate_limit.py trusts the last X-Forwarded-For, which our proxy adds
SECURE_HSTS_SECONDS = 0 if DEMO else 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_HSTS_PRELOAD = environment.flag("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preload is the operator's choice: HSTS_PRELOAD=1
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "session" if DEMO else "__Host-session"
SESSION_COOKIE_SECURE = not DEMO
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600  # with "stay signed in"; shorter for moderators: accounts/adapters.py
CSRF_FAILURE_VIEW = "checklist.views.csrf_failure.csrf_failure"  # keeps what was typed in a notebook
CSRF_COOKIE_NAME = "csrf" if DEMO else "__Host-csrf"
CSRF_COOKIE_AGE = None  # a session cookie: a lasting one would tell others who use the device
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# What is uploaded, a notebook or a sheet of clinics, is never written to a disk. A larger file is not read.
FILE_UPLOAD_HANDLERS = ["config.uploads.InMemoryUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

# ---- the whole directory as files: directory/data_files/, written by manage.py write_data

DATA_DIR = environment.directory("DATA_DIR", is_written=False)
if DEMO and not DATA_DIR:
    DATA_DIR = f"{data_directory()}-files"  # made by `demo`, beside the database from which they are made

# ---- figures for Prometheus: config/metrics.py

METRICS_DIR = environment.directory("METRICS_DIR")
if METRICS_DIR:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = METRICS_DIR  # read by prometheus_client when it is imported
    MIDDLEWARE.insert(0, "config.metrics.count_requests")

# ---- logs: no address of anybody or of a page, no cookie, query string or referrer; no mail

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "config.logs.RedactingFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
        "json": {"()": "config.logs.JSONFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": environment.one_of("LOG_FORMAT", ["plain", "json"]),
        },
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["nowhere"], "propagate": False},  # whole addresses, query and all
        # It would log the referrer. directory/web/errors.py shows why a form was refused.
        "django.security.csrf": {"handlers": ["nowhere"], "propagate": False},
        "psycopg.pool": {"level": "ERROR"},  # every attempt while the database is away
    },
}
