"""Sets parts of a drawing that no line joins beside each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.view.boxes import Box, Link

Points = NDArray[np.float64]
Part = tuple[list[int], Points]
_GAP = 36.0
_STEPS = 48


def pack(boxes: Sequence[Box], links: Sequence[Link], parts: Sequence[Part], aspect: float, *, loosely: bool) -> Points:
    """Return a place for every node, parts kept as they are.

    Args:
        boxes: the room of each node.
        links: the lines.
        parts: numbers of nodes with their places inside the part, the largest part first.
        aspect: width by height of the room to fill.
        loosely: let small parts into gaps between the nodes of larger ones; slower.
    """
    out = np.zeros((len(boxes), 2))
    sides = np.array([(b.half, b.up, b.half, b.down) for b in boxes])
    frames = [_frame(points, sides[nodes]) for nodes, points in parts]
    if loosely:
        _into_gaps(out, sides, links, parts, frames, aspect)
    else:
        _in_rows(out, parts, frames, aspect)
    return out


def _frame(points: Points, sides: Points) -> Points:
    """Left, top, right and bottom of some nodes."""
    low, high = points - sides[:, :2], points + sides[:, 2:]
    return np.concatenate([low.min(axis=0), high.max(axis=0)])


def _in_rows(out: Points, parts: Sequence[Part], frames: Sequence[Points], aspect: float) -> None:
    sizes = [frame[2:] - frame[:2] + _GAP for frame in frames]
    wide = max(max(float(s[0]) for s in sizes), float(np.sqrt(sum(float(s[0] * s[1]) for s in sizes) * aspect)))
    x = y = tall = 0.0
    for (nodes, points), frame, size in zip(parts, frames, sizes, strict=True):
        if x > 0 and x + size[0] > wide + 1e-6:
            x, y, tall = 0.0, y + tall, 0.0
        out[nodes] = points - frame[:2] + (x, y)
        x, tall = x + float(size[0]), max(tall, float(size[1]))


def _into_gaps(
    out: Points,
    sides: Points,
    links: Sequence[Link],
    parts: Sequence[Part],
    frames: Sequence[Points],
    aspect: float,
) -> None:
    nodes, points = parts[0]
    out[nodes] = points - frames[0][:2]
    placed = list(nodes)
    for (nodes, points), frame in zip(parts[1:], frames[1:], strict=True):
        size = frame[2:] - frame[:2]
        taken = _taken(out, sides, links, placed)
        whole = _frame(out[placed], sides[placed])
        xs = np.linspace(whole[0] - size[0] - _GAP, whole[2] + _GAP, _STEPS)
        ys = np.linspace(whole[1] - size[1] - _GAP, whole[3] + _GAP, _STEPS)
        spots = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
        low, high = spots - _GAP, spots + size + _GAP
        clash = (
            (low[:, None, 0] < taken[None, :, 2])
            & (high[:, None, 0] > taken[None, :, 0])
            & (low[:, None, 1] < taken[None, :, 3])
            & (high[:, None, 1] > taken[None, :, 1])
        ).any(axis=1)
        span = np.maximum(spots + size, whole[2:]) - np.minimum(spots, whole[:2])
        room = np.maximum(span[:, 0] / aspect, span[:, 1])
        middle = np.abs(spots + size / 2 - (whole[:2] + whole[2:]) / 2).sum(axis=1)
        cost = room + middle * 1e-3 + np.where(clash, np.inf, 0.0)
        out[nodes] = points - frame[:2] + spots[int(np.argmin(cost))]
        placed += nodes


def _taken(out: Points, sides: Points, links: Sequence[Link], placed: Sequence[int]) -> Points:
    """Boxes of the nodes that have their place, and points along the lines between them."""
    there = set(placed)
    rows = [np.concatenate([out[placed] - sides[placed, :2], out[placed] + sides[placed, 2:]], axis=1)]
    for link in links:
        if link.a in there and link.b in there:
            along = out[link.a] + (out[link.b] - out[link.a]) * np.linspace(0, 1, 16)[:, None]
            rows.append(np.concatenate([along, along], axis=1))
    return np.concatenate(rows)
