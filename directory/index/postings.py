"""Postings: which listings hold a key, for many keys, in a few blocks of bytes that never change.

Keys lie sorted, so those with one beginning lie in a row. A key of few listings has their numbers in an
array; a key of many has a bitmap, and keys with the same listings share it: what an option's label and its
synonyms say is held by the same ones.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from heapq import merge
from itertools import groupby

from pyroaring import BitMap

FEW = 64  # listings up to which a key has an array: a bitmap of so many takes more bytes
BLOCK_KEYS = 64  # keys of a block, of which the first one is looked up by halving
NUMBER = "I"  # 32 bits, as the numbers in a bitmap


class Postings:
    """The listings that hold each key.

    keys         all keys in order, each with a line feed behind it
    blocks       where in `keys` each block of BLOCK_KEYS begins, and where the last one ends
    few_ends     for each key, how many of `few` are its own or of those before it
    few          the listings of the keys that few hold, key by key
    many         the places of the keys that many hold
    bitmap_of    for each of `many`, the place of its bitmap
    bitmap_ends  where in `bitmaps` each one ends
    bitmaps      the different bitmaps, serialized
    """

    PARTS = ("keys", "blocks", "few_ends", "few", "many", "bitmap_of", "bitmap_ends", "bitmaps")

    def __init__(self, parts: Mapping[str, memoryview]):
        self._keys, self._bitmaps = parts["keys"], parts["bitmaps"]
        self._blocks = parts["blocks"].cast(NUMBER)
        self._few_ends, self._few = parts["few_ends"].cast(NUMBER), parts["few"].cast(NUMBER)
        self._many, self._bitmap_of = parts["many"].cast(NUMBER), parts["bitmap_of"].cast(NUMBER)
        self._bitmap_ends = parts["bitmap_ends"].cast(NUMBER)

    def to_parts(self) -> dict[str, memoryview]:
        """The fields by their names, as bytes."""
        return {name: getattr(self, f"_{name}").cast("B") for name in self.PARTS}

    def __len__(self) -> int:
        return len(self._few_ends)

    # ---- looking up

    def holding(self, key: str) -> BitMap:
        """The listings that hold a key."""
        place = self._place(key.encode())
        return BitMap() if place is None else self._at(place)

    def holding_beginning(self, prefix: str) -> BitMap:
        """The listings that hold a key with this beginning."""
        start = self._first(prefix.encode())
        stop = self._first(prefix.encode() + b"\xff")
        ids = BitMap(array(NUMBER, self._few[self._few_start(start) : self._few_start(stop)].tobytes()))
        first, last = bisect_left(self._many, start), bisect_left(self._many, stop)
        return BitMap.union(ids, *map(self._bitmap, set(self._bitmap_of[first:last])))

    def items(self) -> Iterator[tuple[bytes, BitMap]]:
        """(key, listings) of each key in order."""
        place = 0
        for block in range(len(self._blocks) - 1):
            for key in self._keys_of_block(block):
                yield key, self._at(place)
                place += 1

    def _at(self, place):
        few = self._few[self._few_start(place) : self._few_ends[place]]
        if few:
            return BitMap(array(NUMBER, few.tobytes()))
        return self._bitmap(self._bitmap_of[bisect_left(self._many, place)])

    def _bitmap(self, number):
        start = self._bitmap_ends[number - 1] if number else 0
        return BitMap.deserialize(bytes(self._bitmaps[start : self._bitmap_ends[number]]))

    def _few_start(self, place):
        return self._few_ends[place - 1] if place else 0

    def _place(self, key):
        """The place of a key; None if it is not there."""
        block = self._block(key)
        keys = self._keys_of_block(block)
        at = bisect_left(keys, key)
        return block * BLOCK_KEYS + at if at < len(keys) and keys[at] == key else None

    def _first(self, key):
        """The place of the first key that is not before this one."""
        block = self._block(key)
        return block * BLOCK_KEYS + bisect_left(self._keys_of_block(block), key)

    def _block(self, key):
        """The last block that begins with this key, or before it."""
        return max(bisect_left(self._first_keys, key + b"\0") - 1, 0)

    def _keys_of_block(self, block):
        if block + 1 >= len(self._blocks):
            return []
        return bytes(self._keys[self._blocks[block] : self._blocks[block + 1]]).split(b"\n")[:-1]

    @cached_property
    def _first_keys(self):
        """The first key of each block."""
        return [self._keys_of_block(block)[0] for block in range(len(self._blocks) - 1)]


class PostingsWriter:
    """Takes keys in order, and makes Postings of them."""

    def __init__(self):
        self._keys, self._bitmaps = bytearray(), bytearray()
        self._blocks, self._few_ends, self._few = array(NUMBER), array(NUMBER), array(NUMBER)
        self._many, self._bitmap_of, self._bitmap_ends = array(NUMBER), array(NUMBER), array(NUMBER)
        self._places = {}  # digest of a bitmap → its place

    def add(self, key: bytes, ids: array) -> None:
        """Add the listings of a key, ascending; at least one."""
        if len(ids) > FEW:
            self.add_bitmap(key, BitMap(ids))
        else:
            self._few.extend(ids)
            self._end(key)

    def add_bitmap(self, key: bytes, ids: BitMap) -> None:
        """As add()."""
        if len(ids) <= FEW:
            self._few.extend(ids)
        else:
            ids.run_optimize()
            serialized = ids.serialize()
            digest = blake2b(serialized, digest_size=16).digest()
            place = self._places.setdefault(digest, len(self._bitmap_ends))
            if place == len(self._bitmap_ends):
                self._bitmaps += serialized
                self._bitmap_ends.append(len(self._bitmaps))
            self._many.append(len(self._few_ends))
            self._bitmap_of.append(place)
        self._end(key)

    def _end(self, key):
        if len(self._few_ends) % BLOCK_KEYS == 0:
            self._blocks.append(len(self._keys))
        self._keys += key
        self._keys += b"\n"
        self._few_ends.append(len(self._few))

    def postings(self) -> Postings:
        """The Postings of what was added."""
        self._blocks.append(len(self._keys))
        parts = {name: getattr(self, f"_{name}") for name in Postings.PARTS}
        return Postings({name: memoryview(bytes(part)) for name, part in parts.items()})


def merged(several: Iterable[tuple[Postings, BitMap]]) -> Postings:
    """One of several Postings, each without some listings. No listing is in two of them."""
    writer = PostingsWriter()
    runs = [_items_without(postings, gone) for postings, gone in several]
    for key, same in groupby(merge(*runs, key=lambda item: item[0]), key=lambda item: item[0]):
        ids = BitMap.union(*(ids for _key, ids in same))
        if ids:
            writer.add_bitmap(key, ids)
    return writer.postings()


def _items_without(postings, gone):
    return ((key, ids - gone) for key, ids in postings.items())
