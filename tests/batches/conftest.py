import pytest

from directory.batches import run


@pytest.fixture(autouse=True)
def a_step_takes_its_time(monkeypatch):
    """On a slow machine too, a step does as many items as it may."""
    monkeypatch.setattr(run, "SECONDS_PER_STEP", 600)
