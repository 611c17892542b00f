"""The demonstration's settings, whatever the environment says, on a test database of this checkout's own."""

import os
from hashlib import sha256

os.environ["DEMO"] = "1"

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, DATABASES

DATABASES["default"]["TEST"] = {"NAME": f"test_directory_{sha256(bytes(BASE_DIR)).hexdigest()[:8]}"}
OPTIONS = DATABASES["default"]["OPTIONS"]
OPTIONS["options"] += " -c synchronous_commit=off"  # nothing here outlives the run
# A busy machine is no fault of what is tested. The limits of a real site are tested in test_database_url.py.
LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
OPTIONS["options"] += "".join(f" -c {name}=60000" for name in LIMITS)  # milliseconds
OPTIONS["pool"] |= {"timeout": 60}

SITE_URL = "http://127.0.0.1:8000"  # whichever port a demonstration of this checkout had
STYLESHEETS = ["directory/css/site.css"]  # one, as in production; tests/support/browsing.py makes it
DATA_DIR = ""  # a test that writes files names a directory of its own
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; these passwords guard nothing
INSTALLED_APPS = [*INSTALLED_APPS, "tests.support.flushing"]  # noqa: F405

from tests.support.templates import UNDEFINED  # noqa: E402

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UNDEFINED  # noqa: F405
