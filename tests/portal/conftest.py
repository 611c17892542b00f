import pytest


@pytest.fixture(scope="module", autouse=True)
def zip_codes_first(zip_codes):
    """The forms of a clinic's head look ZIP codes up."""
