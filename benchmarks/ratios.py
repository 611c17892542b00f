"""Compares the ratios of a quick run with those that docs/benchmarks/results.json holds. Pure.

Ratios of times of one run mean the same on another machine, times do not. The bound is wide: a busy machine
must not look like a slower site.
"""

from collections.abc import Iterator

BOUND = 2.5  # a ratio may be so many times the stored one
RATIOS = {
    "ours to the same bytes from memory": ("warm", "static"),
    "ours to its rows": ("warm", "rows"),
    "cold to warm": ("cold", "warm"),
}


def ratios(kinds: dict[str, dict]) -> dict[tuple[str, str], float]:
    """(slug of a kind, name of a ratio) → the ratio of the medians."""
    return {
        (slug, name): figures[above]["p50"] / figures[below]["p50"]
        for slug, figures in kinds.items()
        for name, (above, below) in RATIOS.items()
        if above in figures and below in figures
    }


def worse(measured: dict[str, dict], stored: dict[str, dict], bound: float = BOUND) -> Iterator[str]:
    """A sentence for each ratio that is more than `bound` times the stored one."""
    before = ratios(stored)
    for key, ratio in ratios(measured).items():
        if key in before and ratio > bound * before[key]:
            slug, name = key
            yield (
                f"{slug}: {name} is {ratio:.1f}, and was {before[key]:.1f}: "
                f"more than {bound:g} times as much."
            )
