"""docs/benchmarks.md out of the figures that were measured, and the files of its plots. Pure."""

from benchmarks.aims import AIMS, Aim, Figures, growth, value_of
from benchmarks.asked import KINDS
from benchmarks.plots import bars, panels

INTRODUCTION = """\
# Benchmarks

This page, its plots and [the figures behind them](benchmarks/results.json) are written by

    {command}

which generates a directory of each size, or takes one that is there (`--database-url-of SIZE=URL`), serves
it as production does (granian, two workers), and asks for {kinds} kinds of request. `--check` compares the
ratios of a quick run with those stored here.

- **CPU** is processor time of the worker for one request, without that of the database: the median.
- **cold**: what was made of listings (cards, bodies, columns) is forgotten before the request. **warm**:
  that is kept, the page is not. **kept**: the same address once more; pages that hold nothing typed are
  then kept whole.
- Times are from the request to the last byte, on one kept-alive connection of the same machine. The machine
  did other things as well: the table has its load, in programs that wanted a core. So compare the ratios of
  one table; a quiet machine is faster.
"""
WHAT_TABLES_MEAN = {
    "aims": "What the site should reach, and what it reached. ✗ marks a miss; what bounds it stands below.",
    "cpu": "What a request costs the server: it decides how many readers one machine can have.",
    "latency": "What a reader waits for, and the same page from three baselines: `static` is the same bytes "
    "from a server without Django, `django` a page from memory behind Django’s middleware and compression, "
    "`rows` the rows of the page fetched by id with psycopg, without HTTP.",
    "start": "How long a restart takes until the first page. After a release the first process makes the "
    "index of all listings, and stores it for the others.",
    "memory": "What a worker takes. PSS counts a page of memory that two processes share as a half.",
    "publishing": "How soon both workers show a publication, and what publications cost readers meanwhile.",
    "rates": "How many requests the application answers, asked by 16 connections. Random pages are 1,000 "
    "with two options at random and 1,000 around a ZIP code; listings are 500. The generator "
    "shares the cores with the server, so the processor time says more: two free cores answer "
    "2,000 ÷ ms a second.",
    "beside": "The same questions to other programs over the same listings: the first 20 that match, how "
    "many match, and a count for each option; the median of a few, ms. Only ours and Datasette "
    "answer over HTTP, and only ours with a page; the others answer in their own process, and an "
    "easier question: a box of degrees instead of miles, no offerings crossed, and counts within "
    "what matches, where ours counts an option as if its own facet were not filtered. To our site "
    "“ketamine” means every clinic.",
}
OURS = "this site"  # how the names of our own rows begin
NONE = "\N{EN DASH}"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown; columns after the first are aligned right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def number(value: float | None) -> str:
    """Three figures of a value; a dash for None."""
    if value is None:
        return NONE
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 10 else f"{value:.1f}"


def document(by_size: dict[int, Figures], command: str) -> str:
    """The whole page. by_size: size → figures of one_size.py"""
    by_size = dict(sorted(by_size.items()))
    sections = [
        ("Aims", "aims", aims_table(by_size)),
        ("Processor time", "cpu", cpu_table(by_size) + plot("growth", "CPU of each kind by size")),
        *[(f"Times at {size:,}", "latency", latency_table(figures)) for size, figures in by_size.items()],
        ("Starting", "start", start_table(by_size)),
        ("Memory", "memory", memory_table(by_size)),
        ("Publications", "publishing", publishing_table(by_size)),
        ("Requests a second", "rates", rates_table(by_size)),
        *beside_sections(by_size),
    ]
    parts = [INTRODUCTION.format(command=command, kinds=len(KINDS)), machines_table(by_size)]
    for heading, meaning, content in sections:
        if content:
            parts.append(f"## {heading}\n\n{WHAT_TABLES_MEAN[meaning]}\n\n{content}")
    return "\n".join(parts)


def plot(name: str, meaning: str) -> str:
    return f"\n![{meaning}](benchmarks/{name}.svg)\n"


def sizes(by_size: dict[int, Figures]) -> list[str]:
    return [f"{size:,}" for size in by_size]


def machines_table(by_size: dict[int, Figures]) -> str:
    rows = []
    for size, figures in by_size.items():
        machine = figures["machine"]
        versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items())
        times = sorted(run["measured"] for run in figures["runs"].values())
        loads = " · ".join(f"{step} {run['load']:g}" for step, run in figures["runs"].items())
        processor = f"{machine['processor']}, {machine['cores']} cores"
        rows.append([f"{size:,}", f"{times[0]} to {times[-1]}", processor, loads, versions])
    return table(
        ["Listings", "Measured (UTC)", "Machine", "Load at the beginning of each step", "Versions"], rows
    )


# ---- the aims


def aims_table(by_size: dict[int, Figures]) -> str:
    rows = [[aim.name, *[aim_cell(aim, size, figures) for size, figures in by_size.items()]] for aim in AIMS]
    missed = {}
    for aim in AIMS:
        if aim.bound and is_missed(aim, by_size):
            missed.setdefault(aim.bound, []).append(f"*{aim.name}*")
    notes = "".join(f"- {'; '.join(names)}: {bound}\n" for bound, names in missed.items())
    return table(["", *sizes(by_size)], rows) + growth_sentence(by_size) + (f"\n{notes}" if notes else "")


def aim_cell(aim: Aim, size: int, figures: Figures) -> str:
    value = value_of(aim, figures)
    if value is None:
        return NONE
    reached, said = aim.reached(value, size), f"{number(value)}{aim.unit}"
    if reached is None:
        return said
    bound = f"{'at least' if aim.is_least else 'aim'} {aim.target(size):,g}"
    return f"{said} ({bound})" if reached else f"✗ **{said}** ({bound})"


def is_missed(aim: Aim, by_size: dict[int, Figures]) -> bool:
    values = {size: value_of(aim, figures) for size, figures in by_size.items()}
    return any(value is not None and aim.reached(value, size) is False for size, value in values.items())


def growth_sentence(by_size: dict[int, Figures]) -> str:
    said = [growth_of(by_size, figure, name) for figure, name in (("cpu", "CPU"), ("p95", "p95"))]
    measured = [size for size, figures in by_size.items() if "kinds" in figures]
    if len(measured) < 2:
        return ""
    return (
        f"\nFrom {measured[0]:,} to {measured[-1]:,} listings (the aim: less than 2×), {'; '.join(said)}.\n"
    )


def growth_of(by_size: dict[int, Figures], figure: str, name: str) -> str:
    grown = growth(by_size, figure=figure)
    if not grown:
        return ""
    slug, most = max(grown.items(), key=lambda pair: pair[1])
    within = sum(ratio < 2 for ratio in grown.values())
    return (
        f"the {name} of {within} of {len(grown)} kinds, warm, grows by less than 2×, "
        f"and most that of “{name_of(slug)}”, by {most:.1f}×"
    )


def name_of(slug: str) -> str:
    return next(kind.name for kind in KINDS if kind.slug == slug)


# ---- requests


def cpu_table(by_size: dict[int, Figures]) -> str:
    rows = []
    for kind in KINDS:
        cells = [
            " · ".join(
                number(figures["kinds"][kind.slug][state]["cpu"]) for state in ("cold", "warm", "kept")
            )
            if kind.slug in figures.get("kinds", {})
            else NONE
            for figures in by_size.values()
        ]
        rows.append([f"{kind.name} ({kind.meaning})", *cells])
    return "CPU in ms, cold · warm · kept:\n\n" + table(["", *sizes(by_size)], rows)


def latency_table(figures: Figures) -> str:
    rows = []
    for kind in KINDS:
        if kind.slug not in figures.get("kinds", {}):
            continue
        measured = figures["kinds"][kind.slug]
        warm = measured["warm"]
        times = " · ".join(number(warm[share]) for share in ("p50", "p95", "p99"))
        cold = " · ".join(number(measured["cold"][share]) for share in ("p50", "p95"))
        rows.append(
            [
                kind.name,
                str(measured["requests"]),
                number(measured["bytes"] / 1000),
                cold,
                times,
                *[ratio_cell(measured, name) for name in ("static", "django", "rows")],
            ]
        )
    head = ["", "Requests", "kB", "Cold p50 · p95, ms", "Warm p50 · p95 · p99, ms"]
    head += [f"p50 to {name}" for name in ("static", "django", "rows")]
    return table(head, rows) if rows else ""


def ratio_cell(measured: dict, baseline: str) -> str:
    if baseline not in measured:
        return NONE
    return f"{measured['warm']['p50'] / measured[baseline]['p50']:.1f}×"


# ---- processes


def start_table(by_size: dict[int, Figures]) -> str:
    starts = [figures.get("start") for figures in by_size.values()]
    made = [figures.get("index") for figures in by_size.values()]

    def seconds(one):
        return f"{one['seconds']:.1f} · {one['cpu']:.1f}" if one else NONE

    rows = [
        ["to the first page of two workers, with the stored index: s · CPU of one", *map(seconds, starts)],
        ["to make the index of all listings, in one process: s · CPU", *map(seconds, made)],
        ["memory of that process at most, MB", *[number(one and one["most_mb"]) for one in made]],
        ["the stored index, MB", *[number(one and one["stored_bytes"] / 1e6) for one in made]],
    ]
    return table(["", *sizes(by_size)], rows)


def memory_table(by_size: dict[int, Figures]) -> str:
    rows = []
    for name, key in (("fresh", "fresh"), ("before the publications", "before"), ("after them", "after")):
        cells = []
        for figures in by_size.values():
            found = figures.get(key) or figures.get("publishing", {}).get(key)
            most = max(found, key=lambda one: one["rss"]) if found else None
            cells.append(f"{most['pss']:.0f} · {most['rss']:.0f}" if most else NONE)
        rows.append([name, *cells])
    return table(["The larger worker, MB: PSS · RSS", *sizes(by_size)], rows)


def publishing_table(by_size: dict[int, Figures]) -> str:
    found = [figures.get("publishing") for figures in by_size.values()]
    if not any(found):
        return ""

    def row(name, cell):
        return [name, *[cell(one) if one else NONE for one in found]]

    def seen(one):
        return " and ".join(f"{worker['p50']:.0f} · {worker['p99']:.0f}" for worker in one["seen"])

    def readers(state):
        return lambda one: " · ".join(number(one[state][share]) for share in ("p50", "p95", "p99"))

    rows = [
        row("publications, a second", lambda one: f"{one['publications']:,} · {one['a_second']}"),
        row("seen by each worker after ms, p50 · p99", seen),
        row("readers without publications, p50 · p95 · p99, ms", readers("quiet")),
        row("readers during them, ms", readers("busy")),
    ]
    return table(["", *sizes(by_size)], rows)


def rates_table(by_size: dict[int, Figures]) -> str:
    names = list(dict.fromkeys(name for figures in by_size.values() for name in figures.get("rates", {})))
    rows = []
    for name in names:
        found = [figures.get("rates", {}).get(name) for figures in by_size.values()]
        rows.append([name, *[f"{one['a_second']:,} · {one['cpu']:.2f}" if one else NONE for one in found]])
    return table(["A second · ms of the server’s CPU a request", *sizes(by_size)], rows) if rows else ""


# ---- other programs


def beside_sections(by_size: dict[int, Figures]) -> list[tuple[str, str, str]]:
    return [
        (
            f"Beside other programs at {size:,}",
            "beside",
            beside_table(figures["beside"]) + plot(f"beside-{size}", f"Other programs at {size:,}"),
        )
        for size, figures in by_size.items()
        if "beside" in figures
    ]


def beside_table(beside: dict) -> str:
    """beside: {"questions": […], "programs": {name: {"version", "times": {question: ms}, "notes": […]}}}"""
    rows, notes = [], []
    for name, program in beside["programs"].items():
        rows.append([name, *[number(program["times"].get(question)) for question in beside["questions"]]])
        notes += [f"- *{name}*: {note}\n" for note in program["notes"]]
    return table(["", *beside["questions"]], rows) + ("\n" + "".join(notes) if notes else "")


# ---- plots


def plots(by_size: dict[int, Figures]) -> dict[str, str]:
    """Name of a file → SVG."""
    measured = {size: figures["kinds"] for size, figures in sorted(by_size.items()) if "kinds" in figures}
    lines = {
        kind.name: {
            state: {
                size: kinds[kind.slug][state]["cpu"] for size, kinds in measured.items() if kind.slug in kinds
            }
            for state in ("warm", "cold")
        }
        for kind in KINDS
    }
    drawn = {"growth.svg": panels("CPU of each kind of request by the number of listings, ms", lines)}
    for size, figures in by_size.items():
        if "beside" in figures:
            drawn[f"beside-{size}.svg"] = beside_plot(size, figures["beside"])
    return drawn


def beside_plot(size: int, beside: dict) -> str:
    """Bars of the first question, for each program that answers it."""
    question = beside["questions"][0]
    times = {
        name: one["times"][question] for name, one in beside["programs"].items() if question in one["times"]
    }
    ours = sum(name.startswith(OURS) for name in times)
    return bars(f"{question}, {size:,} listings (logarithmic)", times, ours)
