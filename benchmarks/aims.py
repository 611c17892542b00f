"""What the site should reach at each size, beside what was measured. Pure: takes figures of one_size.py."""

from collections.abc import Callable
from typing import Any, NamedTuple

Figures = dict[str, Any]
PAGES_OF_RESULTS = ("results", "facet", "miles-25", "miles-500", "many-facets", "price")
SIZES = (2_000, 100_000, 1_000_000)


class Aim(NamedTuple):
    """A figure with the most, or the least, that it should be.

    targets   for each of SIZES; None for no aim
    measured  figures of a size → the value; raises KeyError where it was not measured
    unit      after the value: " ms"
    is_least  True if the value should be at least the target
    bound     what keeps the value from its target, in a sentence: shown where the target is missed
    """

    name: str
    targets: tuple[float | None, float | None, float | None]
    measured: Callable[[Figures], float]
    unit: str = ""
    is_least: bool = False
    bound: str = ""

    def reached(self, value: float, size: int) -> bool | None:
        """None where there is no aim for the size."""
        target = self.target(size)
        if target is None:
            return None
        return value >= target if self.is_least else value <= target

    def target(self, size: int) -> float | None:
        return dict(zip(SIZES, self.targets, strict=True)).get(size)


def worst(state: str, figure: str, kinds: tuple[str, ...] = PAGES_OF_RESULTS) -> Callable[[Figures], float]:
    """The highest figure of several kinds: ms."""
    return lambda figures: max(figures["kinds"][kind][state][figure] for kind in kinds)


def worst_ratio(baseline: str) -> Callable[[Figures], float]:
    """The highest p95 of the pages of results, as a multiple of the p95 of their baseline."""

    def ratio(figures: Figures) -> float:
        kinds = [figures["kinds"][kind] for kind in PAGES_OF_RESULTS]
        return max(kind["warm"]["p95"] / kind[baseline]["p95"] for kind in kinds)

    return ratio


def cost_to_readers(figures: Figures) -> float:
    return figures["publishing"]["busy"]["p99"] / figures["publishing"]["quiet"]["p99"]


def seen_after(figures: Figures) -> float:
    """Seconds until the slowest worker shows a publication: the p99."""
    return max(worker["p99"] for worker in figures["publishing"]["seen"]) / 1000


def memory_after(figures: Figures) -> float:
    return max(worker["rss"] for worker in figures["publishing"]["after"])


def rate(name: str) -> Callable[[Figures], float]:
    return lambda figures: figures["rates"][name]["a_second"]


WARM = (
    "At 2,000, of 3 to 4 ms in one process (`benchmarks.profile`), templates take 1.4, middleware and "
    "what is spread thin 1, counts 0.5, order and distances 0.1 to 0.5, crossed offerings 1 to 2 more; "
    "behind a server come the request itself, and caches of the processor that other programs have "
    "emptied. At 1,000,000, of 10 to 34 ms, counts take 5 to 8, and 19 to 26 where offerings are "
    "crossed; distances and their order 11 to 18."
)
WORDS = (
    "At 1,000,000, of 19 to 24 ms in one process, counts take 9 to 16: nearly every listing has these "
    "words. With fewer listings the page itself takes most (its CPU is in the next table), and other "
    "programs the rest."
)
COLD = (
    "A card that is not kept takes 0.8 ms (its row 0.1, its wording 0.4, its template 0.3), and a page "
    "has 20 or more. Only after a release, a new day or a publication is one missing."
)
COMPARE = "Of 8.8 ms in one process, templates take 5; the columns, the joined rows and middleware the rest."
BUSY = "The database, both workers, the publisher, the client and other programs share two cores."
RANDOM = "Each is asked for about once, so most of their cards are cold at first."
START = (
    "Of 3 s of processor time 2.5 are imports: Django’s 1, and 1.5 for the pages of all addresses "
    "(allauth, two admin sites, forms); the index takes 0.1 s at 2,000, and little more at 1,000,000. "
    "Both workers import at once, beside other programs."
)
MEMORY = (
    "A fresh worker has most of it, of which the index of 1,000,000 is 350 MB; parts and pages that are "
    "kept (54 MB at most, as they count themselves) and what the allocator holds around them are the "
    "rest."
)
AIMS = (
    Aim(
        "Results page, CPU, warm: the slowest of six kinds",
        (3, 3, 6),
        worst("warm", "cpu"),
        " ms",
        bound=WARM,
    ),
    Aim("The same, cold cards", (5, 6, 9), worst("cold", "cpu"), " ms", bound=COLD),
    Aim("Listing, CPU, warm", (4, 4, 4), worst("warm", "cpu", ("listing",)), " ms", bound=WARM),
    Aim("Compare of four, CPU, warm", (9, 9, 9), worst("warm", "cpu", ("compare",)), " ms", bound=COMPARE),
    Aim("Home, CPU, warm", (2, 2, 2), worst("warm", "cpu", ("home",)), " ms", bound=WARM),
    Aim("Atom, CPU, warm", (8, 8, 8), worst("warm", "cpu", ("atom",)), " ms", bound=WARM),
    Aim("Common words, p95", (5, 8, 25), worst("warm", "p95", ("common-words",)), " ms", bound=WORDS),
    Aim("p95 to the same page from memory through Django", (3, 4, 8), worst_ratio("django"), "×", bound=WARM),
    Aim("p95 to the same bytes from the server alone", (None, None, None), worst_ratio("static"), "×"),
    Aim(
        "First page after a start", (1, 1, 4), lambda figures: figures["start"]["seconds"], " s", bound=START
    ),
    Aim(
        "Memory of a worker (RSS) after the publications",
        (130, 170, 380),
        memory_after,
        " MB",
        bound=MEMORY,
    ),
    Aim("A publication seen by every worker, p99", (1, 1, 1), seen_after, " s", bound=BUSY),
    Aim("Cost of publications to readers’ p99", (1.2, 1.2, 1.5), cost_to_readers, "×", bound=BUSY),
    Aim("304, a second", (4_000, None, None), rate("304"), is_least=True, bound=BUSY),
    Aim("The same page, a second", (600, None, None), rate("the same page"), is_least=True, bound=BUSY),
    Aim("Random pages, a second", (300, None, None), rate("random pages"), is_least=True, bound=RANDOM),
)


def value_of(aim: Aim, figures: Figures) -> float | None:
    """The value of an aim; None where it was not measured."""
    try:
        return aim.measured(figures)
    except KeyError:
        return None


def growth(by_size: dict[int, Figures], state: str = "warm", figure: str = "p95") -> dict[str, float]:
    """Slug of a kind → its figure at the largest size, as a multiple of that at the smallest."""
    sizes = sorted(size for size, figures in by_size.items() if "kinds" in figures)
    if len(sizes) < 2:
        return {}
    first, last = by_size[sizes[0]]["kinds"], by_size[sizes[-1]]["kinds"]
    return {slug: last[slug][state][figure] / first[slug][state][figure] for slug in first if slug in last}
