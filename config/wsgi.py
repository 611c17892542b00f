"""What granian or gunicorn serves: `config.wsgi:application`."""

import os

# Loads every country, which takes a second: at start-up, not while a first letter holds a transaction open.
import holidays.countries  # noqa: F401
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
