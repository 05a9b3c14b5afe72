"""Tests of points, lines and boxes against each other, on whole numpy arrays at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


def near(points: Array, others: Array, reach: float) -> Flags:
    """Say which points (second axis) lie within ``reach`` of which others (third axis)."""
    dx = points[:, :, None, 0] - others[:, None, :, 0]
    dy = points[:, :, None, 1] - others[:, None, :, 1]
    out: Flags = dx * dx + dy * dy < reach * reach
    return out


def covers(centre: Array, point: Array, half: Array, low: Array, high: Array, margin: float) -> Flags:
    """Say which boxes, widened by ``margin``, hold which points.

    Args:
        centre: where the nodes stand.
        point: the points.
        half: half the width of each box.
        low: how far each box reaches up from its node.
        high: how far it reaches down.
        margin: pixels.
    """
    dx, dy = point[..., 0] - centre[..., 0], point[..., 1] - centre[..., 1]
    out: Flags = (np.abs(dx) < half + margin) & (dy > -low - margin) & (dy < high + margin)
    return out


def cross(p: Array, q: Array, r: Array, s: Array) -> Flags:
    """Say which lines p-q cross which lines r-s; lines that share an end do not cross."""

    def side(a: Array, b: Array, c: Array) -> Array:
        out: Array = np.sign(
            (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])
        )
        return out

    out: Flags = (side(p, q, r) * side(p, q, s) < 0) & (side(r, s, p) * side(r, s, q) < 0)
    return out


def through(start: Array, end: Array, centre: Array, half: Array, low: Array, high: Array) -> Flags:
    """Say which lines pass through which boxes (see ``covers``), slab by slab."""
    step = end - start
    safe = np.where(np.abs(step) < 1e-9, 1e-9, step)
    x0, x1 = (
        (centre[..., 0] - half - start[..., 0]) / safe[..., 0],
        (centre[..., 0] + half - start[..., 0]) / safe[..., 0],
    )
    y0, y1 = (
        (centre[..., 1] - low - start[..., 1]) / safe[..., 1],
        (centre[..., 1] + high - start[..., 1]) / safe[..., 1],
    )
    enter = np.maximum(np.maximum(np.minimum(x0, x1), np.minimum(y0, y1)), 0.0)
    leave = np.minimum(np.minimum(np.maximum(x0, x1), np.maximum(y0, y1)), 1.0)
    out: Flags = enter < leave
    return out
