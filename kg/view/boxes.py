"""Boxes around nodes and their labels, and how they are pushed apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
_GAP = 10.0
_ROUNDS = 600


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node and its label take around the node's centre, in pixels."""

    half: float
    """To the left and to the right."""
    up: float
    down: float

    def hits(self, centre: Points, a: Points, b: Points) -> bool:
        """Say whether the line from a to b passes through the box at ``centre``."""
        low = (centre[0] - self.half, centre[1] - self.up)
        high = (centre[0] + self.half, centre[1] + self.down)
        enter, leave = 0.0, 1.0
        for axis in (0, 1):
            step = float(b[axis] - a[axis])
            if abs(step) < 1e-9:
                if not low[axis] <= a[axis] <= high[axis]:
                    return False
                continue
            t0, t1 = sorted(((low[axis] - a[axis]) / step, (high[axis] - a[axis]) / step))
            enter, leave = max(enter, float(t0)), min(leave, float(t1))
        return enter <= leave


@dataclass(frozen=True, slots=True)
class Caption:
    """Words beside a line, centred on its middle and turned with it."""

    half: float
    """Half its width in pixels."""
    offset: float = 0.0
    """How far it stands beside the straight line, to the left of the direction a → b on paper whose y points down."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two boxes, by number, and the length that the line between their centres should have."""

    a: int
    b: int
    length: float
    captions: tuple[Caption, ...] = ()


def separate(points: Points, boxes: Sequence[Box], links: Sequence[Link] = ()) -> Points:
    """Return the points moved so that no two boxes overlap; lines are kept off foreign boxes where it can be had.

    Args:
        points: centres of the nodes.
        boxes: one for each point.
        links: lines to keep off the boxes; none for large graphs.
    """
    half = np.array([b.half for b in boxes]) + _GAP / 2
    tall = np.array([(b.up + b.down) / 2 for b in boxes]) + _GAP / 2
    shift = np.array([(b.down - b.up) / 2 for b in boxes])
    centres = points.copy()
    centres[:, 1] += shift
    centres += np.stack([np.arange(len(boxes)) * 1e-4, np.arange(len(boxes)) * 7e-5], axis=1)
    for turn in range(_ROUNDS):
        move, clean = _push(centres, half, tall)
        if links and turn < _ROUNDS // 3:
            nudge = _off_lines(centres, half, tall, shift, links)
            if clean and not nudge.any():
                break
            move = move + nudge
        elif clean:
            break
        centres = centres + move
        if turn % 60 == 59:
            centres = centres * 1.06
    while not _push(centres, half, tall)[1]:
        centres = centres * 1.1
    centres[:, 1] -= shift
    return centres


def _push(centres: Points, half: Points, tall: Points) -> tuple[Points, bool]:
    """One step: every overlapping pair moves apart along the axis on which it overlaps less."""
    dx = centres[:, 0, None] - centres[None, :, 0]
    dy = centres[:, 1, None] - centres[None, :, 1]
    over_x = half[:, None] + half[None, :] - np.abs(dx)
    over_y = tall[:, None] + tall[None, :] - np.abs(dy)
    both = (over_x > 1e-6) & (over_y > 1e-6)
    np.fill_diagonal(both, False)
    sideways = both & (over_x <= over_y)
    upright = both & ~sideways
    move_x = np.where(sideways, np.where(dx >= 0, 1, -1) * (over_x + 0.5) / 2, 0.0).sum(axis=1)
    move_y = np.where(upright, np.where(dy >= 0, 1, -1) * (over_y + 0.5) / 2, 0.0).sum(axis=1)
    count = np.maximum(np.maximum(sideways.sum(axis=1), upright.sum(axis=1)), 1)
    softly = np.sqrt(count)
    return np.stack([move_x / softly, move_y / softly], axis=1), not bool(both.any())


def _off_lines(centres: Points, half: Points, tall: Points, shift: Points, links: Sequence[Link]) -> Points:
    """One step: boxes with a foreign line through them move off it, square to the line."""
    move = np.zeros_like(centres)
    for link in links:
        a = centres[link.a] - (0.0, shift[link.a])
        b = centres[link.b] - (0.0, shift[link.b])
        along = b - a
        length = float(np.hypot(*along))
        if length < 1e-6:
            continue
        along = along / length
        across = np.array([-along[1], along[0]])
        away = centres - a
        where, off = away @ along, away @ across
        reach = half * abs(across[0]) + tall * abs(across[1])
        inside = (where > 0) & (where < length) & (np.abs(off) < reach)
        inside[[link.a, link.b]] = False
        if inside.any():
            step = np.where(inside, np.where(off >= 0, 1, -1) * np.minimum((reach - np.abs(off)) * 0.35 + 0.5, 12), 0.0)
            move += step[:, None] * across[None, :]
            back = -step.sum() * 0.25 * across
            move[link.a] += back
            move[link.b] += back
    return move
