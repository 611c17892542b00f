"""Production's settings over a generated directory, which has a server and data of its own.

BENCHMARK_SIZE  how many listings; the data lie in .postgres-benchmark-<size>/, apart from those of the demo
                and of the tests
BENCHMARK_DATABASE_URL  a database on another server instead
"""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / f".postgres-benchmark-{int(os.environ['BENCHMARK_SIZE'])}"

os.environ.pop("DATABASE_URL", None)
if os.environ.get("BENCHMARK_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["BENCHMARK_DATABASE_URL"]
os.environ["POSTGRES_DIR"] = str(DATA)
os.environ["DEMO"] = "0"
os.environ["SECRET_KEY"] = "only a benchmark on 127.0.0.1 is ever served with this key"
os.environ["ALLOWED_HOSTS"] = "127.0.0.1"

from config.settings import *  # noqa: E402, F403

ROOT_URLCONF = "benchmarks.urls"
STATIC_ROOT = DATA / "static"
