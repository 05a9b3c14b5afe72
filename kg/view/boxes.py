"""Boxes around nodes and their labels, and how they are pushed apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Numbers = NDArray[np.int64]
_GAP = 10.0
_ROUNDS = 600
_LOOK = 10
"""Rounds after which it is looked up again which boxes are near each other."""
_REACH = 60.0
_MANY = 120


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node and its label take around the node's centre, in pixels."""

    half: float
    """To the left and to the right."""
    up: float
    down: float


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


def separate(points: Points, boxes: Sequence[Box]) -> Points:
    """Return the points moved so that no two boxes overlap.

    Args:
        points: centres of the nodes.
        boxes: one for each point.
    """
    half = np.array([b.half for b in boxes]) + _GAP / 2
    tall = np.array([(b.up + b.down) / 2 for b in boxes]) + _GAP / 2
    shift = np.array([(b.down - b.up) / 2 for b in boxes])
    centres = _roomy(points, half, tall)
    centres[:, 1] += shift
    centres += np.stack([np.arange(len(boxes)) * 1e-4, np.arange(len(boxes)) * 7e-5], axis=1)
    for turn in range(_ROUNDS):
        if turn % _LOOK == 0:
            pairs = _close(centres, half, tall, _REACH)
        move, clean = _push(centres, half, tall, pairs)
        if clean:
            pairs = _close(centres, half, tall, 0.0)
            if not len(pairs[0]):
                break
        centres = centres + move
        if turn % 60 == 59:
            centres = centres * 1.08
    while len(_close(centres, half, tall, 0.0)[0]):
        centres = centres * 1.1
    centres[:, 1] -= shift
    return centres


def _roomy(points: Points, half: Points, tall: Points) -> Points:
    """Spread the points where the boxes would fill more than a third of the room they stand in."""
    span = points.max(axis=0) - points.min(axis=0)
    need, have = 3.0 * float((4 * half * tall).sum()), float(span[0] * span[1])
    crowded = len(points) > _MANY and 0 < have < need
    return np.asarray(points * np.sqrt(need / have) if crowded else points.copy())


def _close(centres: Points, half: Points, tall: Points, reach: float) -> tuple[Numbers, Numbers]:
    """Return the pairs of boxes that overlap once each is widened by ``reach``."""
    over_x = np.abs(centres[:, None, 0] - centres[None, :, 0]) < half[:, None] + half[None, :] + reach - 1e-6
    over_y = np.abs(centres[:, None, 1] - centres[None, :, 1]) < tall[:, None] + tall[None, :] + reach - 1e-6
    first, second = np.nonzero(np.triu(over_x & over_y, 1))
    return first, second


def _push(centres: Points, half: Points, tall: Points, pairs: tuple[Numbers, Numbers]) -> tuple[Points, bool]:
    """One step: every overlapping pair moves apart along the axis on which it overlaps less."""
    i, j = pairs
    gap = centres[i] - centres[j]
    over_x, over_y = half[i] + half[j] - np.abs(gap[:, 0]), tall[i] + tall[j] - np.abs(gap[:, 1])
    both = (over_x > 1e-6) & (over_y > 1e-6)
    sideways = both & (over_x <= over_y)
    upright = both & ~sideways
    step = np.stack(
        [
            np.where(sideways, np.where(gap[:, 0] >= 0, 0.5, -0.5) * (over_x + 0.5), 0.0),
            np.where(upright, np.where(gap[:, 1] >= 0, 0.5, -0.5) * (over_y + 0.5), 0.0),
        ]
    )
    n = len(centres)
    count = np.maximum(np.bincount(i, both, n) + np.bincount(j, both, n), 1.0)
    move = np.stack([np.bincount(i, axis, n) - np.bincount(j, axis, n) for axis in step], axis=1)
    return move / np.sqrt(count)[:, None], not bool(both.any())
