"""Production's settings over a made directory, which has a server and data of its own.

MADE   how many listings: the data stand in .postgres-made-<MADE>/, so neither the demonstration nor the tests
       ever see them
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MADE = int(os.environ["MADE"])
DATA = ROOT / f".postgres-made-{MADE}"

os.environ.pop("DATABASE_URL", None)
os.environ["POSTGRES_DIR"] = str(DATA)
os.environ["DEMO"] = "0"
os.environ["SECRET_KEY"] = "only a benchmark on 127.0.0.1 is ever served with this key"
os.environ["ALLOWED_HOSTS"] = "127.0.0.1"

from config.settings import *  # noqa: E402, F403

ROOT_URLCONF = "benchmarks.urls"
STATIC_ROOT = DATA / "static"
