import pytest


@pytest.fixture(scope="module", autouse=True)
def zip_codes_first(zip_codes):
    """Load the ZIP codes before each test, because the forms of a clinic's head look them up."""
