"""Where each node stands: the same picture gives the same places.

Distances on paper follow distances in the graph (stress majorization: E. Gansner, Y. Koren, S. North, "Graph Drawing by
Stress Majorization", 2004); boxes that hold a node and its label are then pushed apart until none overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.view.boxes import Box, Link, separate
from kg.view.pack import pack
from kg.view.refine import Board

Points = NDArray[np.float64]
_EFFORT, _LEAST_ROUNDS, _SWIFT = 36, 5, 35
"""Rounds of improvement over all tries: ``_EFFORT`` up to ``_SWIFT`` nodes, fewer with more, to keep the time short."""
_FIRST_ROUNDS, _FINALISTS = 3, 2
SMALL = 120
"""Nodes up to which a drawing is worked over for reading; above, boxes are only kept apart."""
ASPECT = 1.85


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
        inner = [replace(k, a=index[k.a], b=index[k.b]) for k in links if k.a in index and k.a != k.b]
        laid.append((part, _lay_component([boxes[i] for i in part], inner)))
    return [Place(float(x), float(y)) for x, y in pack(boxes, links, laid, ASPECT, loosely=len(boxes) <= SMALL)]


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
    effort = int(min(_EFFORT, max(_LEAST_ROUNDS, _EFFORT * (_SWIFT / n) ** 2)))
    tries = max(1, effort // 6) if n <= SMALL else 1
    starts = [np.random.default_rng(seed).standard_normal((n, 2)) * float(ideal.mean()) for seed in range(tries)]
    if n > SMALL:
        return separate(_upright(_majorize(starts[0], ideal, 40)), boxes)
    boards = [Board(_upright(_majorize(start, ideal, 80)), boxes, links, ASPECT) for start in starts]
    for board in boards:
        board.improve(range(_FIRST_ROUNDS))
    finalists = sorted(boards, key=Board.total)[:_FINALISTS]
    for board in finalists:
        board.improve(range(_FIRST_ROUNDS, _FIRST_ROUNDS + max(2, (effort - _FIRST_ROUNDS * tries) // len(finalists))))
    return separate(min(finalists, key=Board.total).points, boxes)


def _distances(n: int, links: Sequence[Link]) -> Points:
    """All shortest distances (Floyd and Warshall), row by row in numpy."""
    out = np.full((n, n), np.inf, dtype=np.float64 if n <= SMALL else np.float32)
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
    return np.asarray(points - points.mean(axis=0))


def _upright(points: Points) -> Points:
    """Turn the longest extent to the horizontal: windows are wider than high."""
    centred = points - points.mean(axis=0)
    xx, yy = float((centred[:, 0] ** 2).sum()), float((centred[:, 1] ** 2).sum())
    xy = float((centred[:, 0] * centred[:, 1]).sum())
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([centred[:, 0] * c + centred[:, 1] * s, centred[:, 1] * c - centred[:, 0] * s], axis=1)
