"""Bitmaps of listing ids, and the same ids as an array."""

from array import array

import numpy as np
from pyroaring import BitMap

EMPTY = BitMap()


def as_array(ids: BitMap) -> np.ndarray:
    """The ids in order, uint32."""
    return np.frombuffer(ids.to_array(), np.uint32)


def as_bitmap(ids: np.ndarray) -> BitMap:
    """The ids of an array. BitMap() itself reads an array of numpy one Python number at a time."""
    numbers = array("I")
    numbers.frombytes(ids.astype(np.uint32, copy=False).tobytes())
    return BitMap(numbers)
