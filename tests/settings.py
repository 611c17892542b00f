"""The demonstration's settings, whatever the environment says, on a test database of this checkout's own."""

import os
from hashlib import sha256

os.environ["DEMO"] = "1"

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, DATABASES

DATABASES["default"]["TEST"] = {"NAME": f"test_directory_{sha256(bytes(BASE_DIR)).hexdigest()[:8]}"}
DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"  # nothing here outlives the run
DATABASES["default"]["OPTIONS"]["options"] += " -c idle_in_transaction_session_timeout=1min"  # a busy machine
