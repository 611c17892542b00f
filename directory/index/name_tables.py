"""Makes a Segment: from entries one by one, and from other segments by arithmetic on their arrays."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from pyroaring import BitMap

from directory.folding import fold
from directory.index.name_segment import (
    ARRAYS,
    TEXTS_OF_NAME,
    WIDE,
    Entry,
    Segment,
    alike_key,
    checksum,
    letters,
    with_capitals,
)
from directory.understanding.names import UMLAUTS, compact, loose


@dataclass(frozen=True)
class Table:
    """The names of some listings, not yet sorted.

    pks, towns, starts, name_rows, shown_rows  as in a Segment; rows lie in any order
    tokens      the words of each row as in `units`: places in `words`, counted from 1; 0 behind each text
    name_sums   checksum of each whole name of a row
    shown       names that are not their folded words with capitals
    town_names  "town, tab, code of the state"
    """

    pks: np.ndarray
    towns: np.ndarray
    starts: np.ndarray
    tokens: np.ndarray
    words: list[str]
    name_sums: np.ndarray
    name_rows: np.ndarray
    shown_rows: np.ndarray
    shown: list[str]
    town_names: list[str]


def table_of_entries(entries: Iterable[Entry]) -> Table:
    words: dict[str, int] = {}
    town_names: dict[str, int] = {}
    pks, towns, starts, tokens = array("I"), array("I"), array("I", [0]), array("I")
    name_sums, name_rows, shown_rows, shown = array("I"), array("I"), array("I"), []
    for row, entry in enumerate(entries):
        pks.append(entry.pk)
        town = f"{entry.town}\t{entry.state}"
        towns.append(town_names.setdefault(town, len(town_names)))
        for text in (entry.name, entry.alias, entry.organization, *entry.people):
            for word in text.split():
                tokens.append(words.setdefault(word, len(words)) + 1)
            tokens.append(0)
        starts.append(len(tokens))
        for name in entry.whole_names:
            name_sums.append(checksum(compact(name)))
            name_rows.append(row)
        if entry.shown != with_capitals(entry.name):
            shown_rows.append(row)
            shown.append(entry.shown)
    for town in town_names:
        for word in fold(town.partition("\t")[0]).split():
            words.setdefault(word, len(words))
    numbers = (np.array(column, np.uint32) for column in (pks, towns, starts, tokens))
    rest = (np.array(column, np.uint32) for column in (name_sums, name_rows, shown_rows))
    pks, towns, starts, tokens = numbers
    name_sums, name_rows, shown_rows = rest
    return Table(
        pks, towns, starts, tokens, list(words), name_sums, name_rows, shown_rows, shown, list(town_names)
    )


def table_of_segment(segment: Segment) -> Table:
    arrays = segment.arrays
    tokens, starts = _tokens(arrays["units"], arrays["starts"])
    numbers = np.concatenate([np.zeros(1, np.uint32), arrays["by_frequency"] + np.uint32(1)])
    return Table(
        arrays["pks"],
        arrays["towns"],
        starts,
        numbers[tokens],
        _split(arrays["words"], arrays["word_ends"]),
        arrays["name_sums"],
        arrays["name_rows"],
        arrays["shown_rows"],
        _split(arrays["shown"], arrays["shown_ends"]),
        _split(arrays["town_texts"], arrays["town_ends"]),
    )


def _tokens(units, starts):
    """(numbers of words, where each row of them starts) of the units of a Segment."""
    is_wide = units >= WIDE
    is_second = np.concatenate([np.zeros(1, bool), is_wide[:-1]]) if len(units) else is_wide
    numbers = units.astype(np.uint32)
    wide = np.flatnonzero(is_wide)
    numbers[wide] = (numbers[wide] & 0xFFF) << 12 | numbers[wide + 1]
    seconds_before = np.concatenate([np.zeros(1, np.uint32), np.cumsum(is_second, dtype=np.uint32)])
    return numbers[~is_second], starts - seconds_before[starts]


def _split(data, ends):
    data = data.tobytes()
    starts = [0, *ends.tolist()]
    return [data[start:stop].decode() for start, stop in pairwise(starts)]


# ---- several tables as one


def joined(tables: Sequence[tuple[Table, BitMap]]) -> Table:
    """One Table of several, each without the listings that are `gone` from it; sorted by pk."""
    words: dict[str, int] = {}
    town_names: dict[str, int] = {}
    parts = []
    rows_before, tokens_before, shown = 0, 0, []
    for table, gone in tables:
        word_numbers = _numbers(table.words, words)
        town_numbers = _numbers(table.town_names, town_names)
        is_kept = ~np.isin(table.pks, np.array(gone.to_array(), np.uint32))
        tokens = np.concatenate([np.zeros(1, np.uint32), word_numbers + np.uint32(1)])[table.tokens]
        parts.append(
            (
                table.pks,
                town_numbers[table.towns] if len(table.towns) else table.towns,
                table.starts[:-1] + np.uint32(tokens_before),
                np.diff(table.starts),
                tokens,
                table.name_sums,
                table.name_rows + np.uint32(rows_before),
                table.shown_rows + np.uint32(rows_before),
                is_kept,
            )
        )
        shown += table.shown
        rows_before += len(table.pks)
        tokens_before += len(tokens)
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return _in_order(columns, list(words), shown, list(town_names))


def _numbers(texts, all_texts):
    """The number of each text in a dict of all, to which new ones are added."""
    return np.array([all_texts.setdefault(text, len(all_texts)) for text in texts], np.uint32)


def _in_order(columns, words, shown, town_names):
    pks, towns, starts, lengths, tokens, name_sums, name_rows, shown_rows, is_kept = columns
    order = np.flatnonzero(is_kept)
    order = order[np.argsort(pks[order], kind="stable")]
    new_row = np.full(len(pks), len(pks), np.uint32)  # of a row that is gone: behind all
    new_row[order] = np.arange(len(order), dtype=np.uint32)
    new_starts = np.concatenate([np.zeros(1, np.uint32), np.cumsum(lengths[order], dtype=np.uint32)])
    name_rows, shown_rows = new_row[name_rows], new_row[shown_rows]
    names = np.flatnonzero(name_rows < len(order))
    shown_order = np.argsort(shown_rows, kind="stable")[: np.count_nonzero(shown_rows < len(order))]
    return Table(
        pks[order],
        towns[order],
        new_starts,
        tokens[ranges(starts[order], lengths[order])],
        words,
        name_sums[names],
        name_rows[names],
        shown_rows[shown_order],
        [shown[at] for at in shown_order.tolist()],
        town_names,
    )


def ranges(starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Start, start + 1, … of each range, one behind another: `[5, 9], [2, 1]` → `[5, 6, 9]`."""
    lengths = lengths.astype(np.int64)
    before = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum()) + np.repeat(starts.astype(np.int64) - before, lengths)


# ---- a Segment


def segment_of(table: Table) -> Segment:
    """The Segment of a Table whose rows are sorted by pk."""
    places = np.array(sorted(range(len(table.words)), key=lambda at: table.words[at].encode()), np.uint32)
    words = [table.words[at] for at in places.tolist()]
    place_of = np.empty(len(words) + 1, np.uint32)  # number in the table → place among the sorted words + 1
    place_of[0] = 0
    place_of[places + 1] = np.arange(1, len(words) + 1, dtype=np.uint32)
    tokens = place_of[table.tokens]
    town_words = [
        np.array([place_of[number + 1] for number in numbers], np.uint32)
        for numbers in _words_of_towns(table)
    ]
    arrays = {"pks": table.pks, "towns": table.towns, "shown_rows": table.shown_rows}
    arrays |= _texts_of("words", "word_ends", words)
    arrays |= _texts_of("shown", "shown_ends", table.shown)
    arrays |= _texts_of("town_texts", "town_ends", table.town_names)
    arrays |= _word_arrays(words, _listings_by_word(table, tokens, town_words, len(words)))
    frequency = np.bincount(tokens, minlength=len(words) + 1)[1:]
    arrays |= _units(tokens, table.starts, np.argsort(-frequency, kind="stable"))
    by_sum = np.lexsort((table.name_rows, table.name_sums))
    arrays |= {"name_sums": table.name_sums[by_sum], "name_rows": table.name_rows[by_sum]}
    arrays |= _sorted_names(tokens, table.starts, arrays.pop("unit_of_token"))
    return Segment({name: np.ascontiguousarray(arrays[name], dtype) for name, dtype in ARRAYS.items()})


def _texts_of(texts, ends, strings):
    encoded = [text.encode() for text in strings]
    return {
        texts: np.frombuffer(b"".join(encoded), np.uint8),
        ends: np.array(list(accumulate(map(len, encoded))), np.uint32),
    }


def _words_of_towns(table):
    numbers = {word: at for at, word in enumerate(table.words)}
    for town in table.town_names:
        yield [numbers[word] for word in set(fold(town.partition("\t")[0]).split())]


def _listings_by_word(table, tokens, town_words, count):
    """How many listings have each word."""
    rows = np.repeat(np.arange(len(table.pks), dtype=np.uint64), np.diff(table.starts))
    lengths = np.array([len(numbers) for numbers in town_words], np.int64)[table.towns]
    firsts = np.array([0, *accumulate(map(len, town_words))], np.int64)[:-1][table.towns]
    of_towns = np.concatenate([np.zeros(0, np.uint32), *town_words])[ranges(firsts, lengths)]
    town_rows = np.repeat(np.arange(len(table.pks), dtype=np.uint64), lengths)
    pairs = np.concatenate([rows << np.uint64(32) | tokens, town_rows << np.uint64(32) | of_towns])
    pairs.sort()
    is_first = np.concatenate([np.ones(1, bool), pairs[1:] != pairs[:-1]]) if len(pairs) else pairs == pairs
    pairs = (pairs[is_first] & np.uint64(0xFFFFFFFF)).astype(np.int64)
    return np.bincount(pairs, minlength=count + 1)[1:]


def _word_arrays(words, counts):
    sums = np.array([checksum(word) for word in words], np.uint32)
    by_sum = np.argsort(sums, kind="stable")
    keys = np.array([alike_key(word, len(word)) for word in words], np.uint64)
    order = np.argsort(keys, kind="stable")
    alike_keys, starts = np.unique(keys[order], return_index=True)
    bits = np.array([letters(word) for word in words], np.uint32)
    spelled = [(checksum(loose(word)), at) for at, word in enumerate(words) if UMLAUTS.search(word)]
    spelled = np.array(sorted(spelled), np.uint32).reshape(-1, 2)
    return {
        "word_counts": counts,
        "word_sums": sums[by_sum],
        "words_by_sum": by_sum,
        "alike_keys": alike_keys,
        "alike_starts": np.append(starts, len(words)),
        "alike_words": order,
        "alike_letters": bits[order],
        "loose_sums": spelled[:, 0],
        "loose_words": spelled[:, 1],
    }


def _units(tokens, starts, by_frequency):
    """The arrays `units`, `starts` and `by_frequency`, and the unit of each token."""
    number = np.zeros(len(by_frequency) + 1, np.uint32)
    number[by_frequency + 1] = np.arange(1, len(by_frequency) + 1, dtype=np.uint32)
    numbers = number[tokens]
    is_wide = numbers >= WIDE
    unit_of_token = np.concatenate([np.zeros(1, np.uint32), np.cumsum(1 + is_wide, dtype=np.uint32)])
    units = np.zeros(int(unit_of_token[-1]), np.uint16)
    units[unit_of_token[:-1]] = np.where(is_wide, WIDE | numbers >> 12, numbers)
    wide = np.flatnonzero(is_wide)
    units[unit_of_token[wide] + 1] = numbers[wide] & 0xFFF
    return {
        "units": units,
        "starts": unit_of_token[starts],
        "by_frequency": by_frequency,
        "unit_of_token": unit_of_token,
    }


def _sorted_names(tokens, starts, unit_of_token):
    """The words of names and aliases, sorted by the text from each one on: `firsts` and `inners`."""
    ends_before = np.concatenate([np.zeros(1, np.int64), np.cumsum(tokens == 0)])
    rows = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    text = ends_before[:-1] - ends_before[starts[:-1]][rows] if len(rows) else ends_before[:0]
    places = np.flatnonzero((text < TEXTS_OF_NAME) & (tokens != 0))
    ends = np.flatnonzero(tokens == 0)
    left = ends[ends_before[places]] - places  # words up to the end of the text
    ranks = np.zeros(len(tokens) + 1, np.uint64)
    ranks[places] = tokens[places]
    reach = 1
    while len(left) and reach < left.max():  # each round sorts by twice as many words
        behind = np.where(left > reach, ranks[np.minimum(places + reach, len(tokens))], np.uint64(0))
        pairs = ranks[places] << np.uint64(32) | behind
        ranks[places] = np.unique(pairs, return_inverse=True)[1] + 1
        reach *= 2
    order = places[np.argsort(ranks[places], kind="stable")]
    is_first = np.concatenate([np.ones(1, bool), tokens[:-1] == 0])[order] if len(tokens) else order == order
    return {
        "firsts": unit_of_token[order[is_first]],
        "inners": unit_of_token[order[~is_first]],
    }
