"""Lines and areas in a window: clipped, and written as the `d` of an SVG path. Pure.

A box is (left, top, right, bottom); a position is (x, y), y downward.
"""

from collections.abc import Iterable, Iterator, Sequence

Position = tuple[float, float]
Box = tuple[float, float, float, float]
TENTH = 0.1


def pieces_inside(line: Sequence[Position], box: Box) -> Iterator[list[Position]]:
    """The pieces of a line that lie in the box (Liang and Barsky, one segment after another)."""
    left, top, right, bottom = box
    piece: list[Position] = []
    x0, y0 = line[0]
    was_inside = left <= x0 <= right and top <= y0 <= bottom
    for x1, y1 in line[1:]:
        is_inside = left <= x1 <= right and top <= y1 <= bottom
        if was_inside and is_inside:
            piece = piece or [(x0, y0)]
            piece.append((x1, y1))
        elif cut := _cut(x0, y0, x1, y1, box):
            start, end = cut
            if not was_inside or not piece:
                piece = [start]
            piece.append(end)
            if not is_inside:
                yield piece
                piece = []
        x0, y0, was_inside = x1, y1, is_inside
    if piece:
        yield piece


def _cut(x0, y0, x1, y1, box):
    """The two ends of the part of a segment that lies in the box, or None."""
    left, top, right, bottom = box
    dx, dy, start, end = x1 - x0, y1 - y0, 0.0, 1.0
    for step, room in ((-dx, x0 - left), (dx, right - x0), (-dy, y0 - top), (dy, bottom - y0)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            start = max(start, room / step)
        else:
            end = min(end, room / step)
    if start >= end:
        return None
    return (x0 + start * dx, y0 + start * dy), (x0 + end * dx, y0 + end * dy)


def ring_inside(ring: list[Position], box: Box) -> list[Position]:
    """The part of an area that lies in the box (Sutherland and Hodgman); empty where there is none.

    Where the area leaves the box and returns, the result runs along the edge of the box.
    """
    left, top, right, bottom = box
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        if not ring:
            return []
        if all((point[axis] - limit) * sign >= 0 for point in ring):
            continue
        clipped = []
        before = ring[-1]
        was_inside = (before[axis] - limit) * sign >= 0
        for point in ring:
            is_inside = (point[axis] - limit) * sign >= 0
            if is_inside != was_inside:
                part = (limit - before[axis]) / (point[axis] - before[axis])
                other = before[1 - axis] + part * (point[1 - axis] - before[1 - axis])
                clipped.append((limit, other) if axis == 0 else (other, limit))
            if is_inside:
                clipped.append(point)
            before, was_inside = point, is_inside
        ring = clipped
    return ring


def line_path(lines: Iterable[Sequence[Position]], part: float = TENTH) -> str:
    """The `d` of lines in whole parts of a unit: "M10 20l5-3", for a group that is scaled by that part."""
    return "".join(_steps(line, part) for line in lines)


def area_path(rings: Iterable[Sequence[Position]], part: float = TENTH) -> str:
    """The `d` of closed areas, in the same way; those that vanish at that size are left out."""
    return "".join(f"{steps}z" for ring in rings if (steps := _steps(ring, part, closed=True)))


def _steps(line, part, *, closed=False):
    """One line as a start and relative steps; "" if nothing is left of it.

    Of three positions on one level or upright the middle one is left out: a clipped area has many along the
    edges of its box.
    """
    points = []
    for x, y in line:
        point = round(x / part), round(y / part)
        if points and point == points[-1]:
            continue
        if len(points) > 1 and (
            points[-2][0] == points[-1][0] == point[0] or points[-2][1] == points[-1][1] == point[1]
        ):
            points.pop()
            if point == points[-1]:
                continue
        points.append(point)
    if len(points) < (3 if closed else 2):
        return ""
    x, y = points[0]
    steps = [f"M{x} {y}l"]
    first = True
    for px, py in points[1:]:
        dx, dy = px - x, py - y
        steps.append(f"{dx}" if first or dx < 0 else f" {dx}")
        steps.append(f"{dy}" if dy < 0 else f" {dy}")
        x, y, first = px, py, False
    return "".join(steps)
