"""How exactly a listing says where it is: a map never shows a point finer than it is stated."""

from directory.facts.vocabulary import PointSource

DECIMALS = 2  # of degrees: half a mile to each side


def is_approximate(latitude: float, longitude: float, point_source: str) -> bool:
    """True for the middle of a ZIP code area, and for degrees with at most DECIMALS decimals."""
    if point_source == PointSource.ZIP_CENTROID:
        return True
    scale = 10**DECIMALS
    return all(abs(degrees * scale - round(degrees * scale)) < 1e-6 for degrees in (latitude, longitude))
