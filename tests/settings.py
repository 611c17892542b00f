"""The demonstration's settings, whatever the environment says, on a test database of this checkout's own."""

import os
from hashlib import sha256

os.environ["DEMO"] = "1"

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, DATABASES

DATABASES["default"]["TEST"] = {"NAME": f"test_directory_{sha256(bytes(BASE_DIR)).hexdigest()[:8]}"}
# Nothing here outlives the run, and a busy machine may take its time to empty a table.
DATABASES["default"]["OPTIONS"]["options"] += (
    " -c synchronous_commit=off -c statement_timeout=60000 -c lock_timeout=20000"
    " -c idle_in_transaction_session_timeout=60000"
)
