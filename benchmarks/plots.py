"""Plots as small SVG files that read well on light and on dark pages. Pure: figures in, SVG out."""

import math
from xml.sax.saxutils import escape

STYLE = """
text { font: 11px system-ui, sans-serif; fill: #333 }
.name { font-weight: 600 }
.grid { stroke: #8884; stroke-width: 1 }
.line { fill: none; stroke-width: 2 }
.a { stroke: #1f6f8b } .dot.a, .bar.a { fill: #1f6f8b; stroke: none }
.b { stroke: #b3541e } .dot.b, .bar.b { fill: #b3541e; stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd }
  .a { stroke: #6fc3df } .dot.a, .bar.a { fill: #6fc3df }
  .b { stroke: #f0a070 } .dot.b, .bar.b { fill: #f0a070 }
}
"""
CLASSES = ("a", "b")
WIDTH, HEIGHT, COLUMNS = 190, 120, 4  # of a panel
LEFT, RIGHT, TOP, BOTTOM = 34, 12, 22, 20
BAR, LABELS, BAR_WIDTH = 18, 250, 420


def svg(width: float, height: float, title: str, shapes: list[str]) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
            f'height="{height:g}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            *shapes,
            "</svg>\n",
        ]
    )


def text(x: float, y: float, words: str, *, name: bool = False, anchor: str = "start") -> str:
    of_class = ' class="name"' if name else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{of_class}>{escape(words)}</text>'


def short(number: float) -> str:
    """1000000 → "1M", 2000 → "2k", 0.5 → "0.5" """
    for step, letter in ((1_000_000, "M"), (1_000, "k")):
        if number >= step:
            return f"{number / step:g}{letter}"
    return f"{number:g}"


def panels(title: str, panels: dict[str, dict[str, dict[int, float]]]) -> str:
    """A grid of panels with a logarithmic scale on both axes, the same in all.

    panels  name of a panel → name of a line → size → value. At most as many lines as CLASSES.
    """
    points = [pair for lines in panels.values() for line in lines.values() for pair in line.items()]
    sizes, values = sorted({size for size, _value in points}), [value for _size, value in points]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    scales = Scale(sizes[0], sizes[-1]), Scale(10**low, 10**high)
    names = list(dict.fromkeys(name for lines in panels.values() for name in lines))
    shapes = [*legend(names), text(COLUMNS * WIDTH, 15, title, anchor="end")]
    for place, (name, lines) in enumerate(panels.items()):
        x, y = place % COLUMNS * WIDTH, 24 + place // COLUMNS * HEIGHT
        shapes.append(f'<g transform="translate({x:g} {y:g})">')
        shapes += panel(name, lines, names, sizes, *scales)
        shapes.append("</g>")
    rows = -(-len(panels) // COLUMNS)
    return svg(COLUMNS * WIDTH + RIGHT, 24 + rows * HEIGHT, title, shapes)


class Scale:
    """Where a value lies between two others, 0 to 1, logarithmically."""

    def __init__(self, low: float, high: float):
        self.low, self.high = low, max(high, low * 10)

    def __call__(self, value: float) -> float:
        return math.log(value / self.low) / math.log(self.high / self.low)


def legend(names: list[str]) -> list[str]:
    shapes, x = [], 6
    for of_class, name in zip(CLASSES, names, strict=False):
        shapes.append(f'<rect class="bar {of_class}" x="{x}" y="6" width="10" height="10"/>')
        shapes.append(text(x + 15, 15, name))
        x += 30 + 7 * len(name)
    return shapes


def panel(name, lines, names, sizes, x_scale, y_scale) -> list[str]:
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    shapes = [text(LEFT, 14, name, name=True)]
    for power in range(round(math.log10(y_scale.low)), round(math.log10(y_scale.high)) + 1):
        y = TOP + high * (1 - y_scale(10**power))
        shapes.append(f'<line class="grid" x1="{LEFT}" x2="{LEFT + wide}" y1="{y:.1f}" y2="{y:.1f}"/>')
        shapes.append(text(LEFT - 4, y + 4, short(10**power), anchor="end"))
    shapes += [text(LEFT + wide * x_scale(size), HEIGHT - 6, short(size), anchor="middle") for size in sizes]
    for line, points in lines.items():
        of_class = CLASSES[names.index(line)]
        places = [
            (LEFT + wide * x_scale(size), TOP + high * (1 - y_scale(value)))
            for size, value in sorted(points.items())
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        shapes.append(f'<polyline class="line {of_class}" points="{path}"/>')
        shapes += [f'<circle class="dot {of_class}" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>' for x, y in places]
    return shapes


def bars(title: str, values: dict[str, float], ours: int, unit: str = "ms") -> str:
    """Horizontal bars with a logarithmic scale. ours: how many of the first have our color."""
    scale = Scale(min(values.values()) / 2, max(values.values()))
    shapes = [text(6, 15, title, name=True)]
    for place, (name, value) in enumerate(values.items()):
        y, length = 26 + BAR * place, BAR_WIDTH * scale(value)
        of_class = CLASSES[place >= ours]
        shapes.append(text(LABELS - 6, y + 11, name, anchor="end"))
        shapes.append(
            f'<rect class="bar {of_class}" x="{LABELS}" y="{y}" width="{length:.1f}" height="{BAR - 5}"/>'
        )
        shapes.append(
            text(
                LABELS + length + 5, y + 11, f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"
            )
        )
    return svg(LABELS + BAR_WIDTH + 90, 32 + BAR * len(values), title, shapes)
