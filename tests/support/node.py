"""Programs of the npm packages in tests/fhir/node: where they are, and how a test runs one."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PLACE = Path(__file__).parents[1] / "fhir/node"
MODULES = PLACE / "node_modules"
# What `npm ci` writes at its end, of the packages that it has put there.
IS_THERE = shutil.which("node") is not None and (MODULES / ".package-lock.json").exists()
needs_node = pytest.mark.skipif(
    not IS_THERE and os.environ.get("REQUIRE_NODE") != "1",
    reason="node and its packages are not there: run `npm ci --ignore-scripts` in tests/fhir/node",
)


def command(script: str, *arguments: object) -> list[str]:
    """How to run a script of tests/fhir/node."""
    assert IS_THERE, "REQUIRE_NODE=1, and node or tests/fhir/node/node_modules is not there."
    return ["node", str(PLACE / script), *map(str, arguments)]


def node(script: str, *arguments: object) -> str:
    """What a script of tests/fhir/node prints. Fails if the script does."""
    done = subprocess.run(command(script, *arguments), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
