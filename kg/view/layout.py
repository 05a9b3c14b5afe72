"""Where each node stands: the same picture gives the same places.

Distances on paper follow distances in the graph (stress majorization: E. Gansner, Y. Koren, S. North, "Graph Drawing by
Stress Majorization", 2004); boxes that hold a node and its label are then pushed apart until none overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.view.boxes import Box, Link, separate

Points = NDArray[np.float64]
_TRIES = 12
_SMALL = 120
_ASPECT = 1.6
_COMPONENT_GAP = 40.0


@dataclass(frozen=True, slots=True)
class Place:
    """Centre of a node, in pixels at zoom 1."""

    x: float
    y: float


def lay_out(boxes: Sequence[Box], links: Sequence[Link]) -> list[Place]:
    """Return a place for each box.

    Args:
        boxes: the space that each node needs around its centre, its label included.
        links: pairs of boxes with the length that the line between them should have.
    """
    if not boxes:
        return []
    parts = _components(len(boxes), links)
    laid: list[tuple[list[int], Points]] = []
    for part in parts:
        index = {node: i for i, node in enumerate(part)}
        inner = [Link(index[k.a], index[k.b], k.length) for k in links if k.a in index and k.a != k.b]
        laid.append((part, _lay_component([boxes[i] for i in part], inner)))
    return _pack(boxes, laid)


def _components(count: int, links: Sequence[Link]) -> list[list[int]]:
    near: list[list[int]] = [[] for _ in range(count)]
    for link in links:
        near[link.a].append(link.b)
        near[link.b].append(link.a)
    seen: set[int] = set()
    out = []
    for first in range(count):
        if first in seen:
            continue
        part, queue = [], [first]
        seen.add(first)
        while queue:
            node = queue.pop()
            part.append(node)
            for other in near[node]:
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        out.append(sorted(part))
    return sorted(out, key=lambda p: (-len(p), p))


def _lay_component(boxes: Sequence[Box], links: Sequence[Link]) -> Points:
    n = len(boxes)
    if n == 1:
        return np.zeros((1, 2))
    ideal = _distances(n, links)
    best: tuple[float, Points] | None = None
    for seed in range(_TRIES if n <= _SMALL else 1):
        start = np.random.default_rng(seed).standard_normal((n, 2)) * float(ideal.mean())
        points = _upright(_majorize(start, ideal, 120 if n <= _SMALL else 60))
        points[:, 0] *= 1.15
        points = separate(points, boxes, links if n <= _SMALL else ())
        cost = _cost(points, boxes, links, ideal) if n <= _SMALL else 0.0
        if best is None or cost < best[0] - 1e-6:
            best = (cost, points)
    assert best is not None
    return best[1]


def _distances(n: int, links: Sequence[Link]) -> Points:
    """All shortest distances (Floyd and Warshall), row by row in numpy."""
    out = np.full((n, n), np.inf)
    np.fill_diagonal(out, 0.0)
    for link in links:
        length = max(link.length, out[link.a, link.b]) if np.isfinite(out[link.a, link.b]) else link.length
        out[link.a, link.b] = out[link.b, link.a] = length
    for k in range(n):
        np.minimum(out, out[:, k, None] + out[None, k, :], out=out)
    return out


def _majorize(points: Points, ideal: Points, rounds: int) -> Points:
    """Move every point to the mean of where the others would have it, again and again."""
    away = ~np.eye(len(points), dtype=bool)
    weight = np.zeros_like(ideal)
    weight[away] = ideal[away] ** -2
    total = weight.sum(axis=1)
    for _ in range(rounds):
        dx = points[:, 0, None] - points[None, :, 0]
        dy = points[:, 1, None] - points[None, :, 1]
        pull = weight * ideal / np.maximum(np.sqrt(dx * dx + dy * dy), 1e-9)
        points = np.stack(
            [
                (weight * points[None, :, 0] + pull * dx).sum(axis=1) / total,
                (weight * points[None, :, 1] + pull * dy).sum(axis=1) / total,
            ],
            axis=1,
        )
    return points - points.mean(axis=0)


def _upright(points: Points) -> Points:
    """Turn the longest extent to the horizontal: windows are wider than high."""
    centred = points - points.mean(axis=0)
    xx, yy = float((centred[:, 0] ** 2).sum()), float((centred[:, 1] ** 2).sum())
    xy = float((centred[:, 0] * centred[:, 1]).sum())
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([centred[:, 0] * c + centred[:, 1] * s, centred[:, 1] * c - centred[:, 0] * s], axis=1)


def _cost(points: Points, boxes: Sequence[Box], links: Sequence[Link], ideal: Points) -> float:
    """What a reader minds: lines that cross, lines through foreign nodes, and room taken."""
    ends = np.array([(k.a, k.b) for k in links]).reshape(-1, 2)
    crossings = _crossings(points, ends)
    through = sum(
        1
        for i in range(len(boxes))
        for a, b in ends
        if i not in (a, b) and boxes[i].hits(points[i], points[a], points[b])
    )
    span = points.max(axis=0) - points.min(axis=0)
    room = max(float(span[0]) / _ASPECT, float(span[1])) / 200.0
    return 3.0 * crossings + 4.0 * through + room


def _crossings(points: Points, ends: NDArray[np.int64]) -> int:
    if len(ends) < 2:
        return 0
    p, q = points[ends[:, 0]], points[ends[:, 1]]

    def side(a: Points, b: Points, c: Points) -> Points:
        out: Points = np.sign((b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0]))
        return out

    one = side(p[:, None], q[:, None], p[None]) * side(p[:, None], q[:, None], q[None]) < 0
    return int((one & one.T).sum()) // 2


def _pack(boxes: Sequence[Box], laid: list[tuple[list[int], Points]]) -> list[Place]:
    """Set the components side by side in rows, the largest first."""
    places = [Place(0.0, 0.0)] * len(boxes)
    sizes = []
    for part, points in laid:
        left = min(p[0] - boxes[i].half for i, p in zip(part, points, strict=True))
        right = max(p[0] + boxes[i].half for i, p in zip(part, points, strict=True))
        top = min(p[1] - boxes[i].up for i, p in zip(part, points, strict=True))
        bottom = max(p[1] + boxes[i].down for i, p in zip(part, points, strict=True))
        sizes.append((float(left), float(top), float(right - left), float(bottom - top)))
    area = sum((w + _COMPONENT_GAP) * (h + _COMPONENT_GAP) for _, _, w, h in sizes)
    row_width = max(max(w for _, _, w, _ in sizes), float(np.sqrt(area * _ASPECT)))
    x = y = height = 0.0
    for (part, points), (left, top, w, h) in zip(laid, sizes, strict=True):
        if x > 0 and x + w > row_width:
            x, y, height = 0.0, y + height + _COMPONENT_GAP, 0.0
        for i, p in zip(part, points, strict=True):
            places[i] = Place(float(p[0]) - left + x, float(p[1]) - top + y)
        x += w + _COMPONENT_GAP
        height = max(height, h)
    return places
