"""Makes the drawing of a small graph easy to read: moves one node at a time to where least is in the way.

What counts as in the way: boxes on boxes, lines across lines, lines through boxes, captions on boxes or on other
captions, lines too short for their caption, lines much too long, and room taken beyond the frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.view.boxes import Box, Link
from kg.view.geometry import Array, Flags, covers, cross, near, through

_CLEAR = 9.0
"""Pixels kept free around a box."""
CAPTION_HALF = 9.0
"""Half the height of a caption, with some air."""
_KEPT = 64
"""Places of a node that are looked at closely."""
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73)
_NARROW = 0.975
"""Cosine of the angle (13°) below which two lines from one node are too close."""
_STEEP = 0.35
"""Sine of the angle below which a line leaves a node beside its label."""
_MARGIN = CAPTION_HALF - 4
_SAMPLES = np.array([-0.8, 0.0, 0.8])
_DENSE = np.linspace(-1.0, 1.0, 9)
_ANGLES = np.linspace(0.0, 2 * np.pi, 16, endpoint=False)
_CIRCLE = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=1)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of trouble costs."""

    box: float = 14.0
    crossing: float = 4.0
    through: float = 9.0
    caption_box: float = 3.0
    caption_caption: float = 2.5
    caption_line: float = 2.0
    short: float = 30.0
    long: float = 2.0
    angle: float = 4.0
    room: float = 3.0


WEIGHTS = Weights()


class Board:
    """Nodes on the table, and what a place would cost each of them."""

    def __init__(self, points: Array, boxes: Sequence[Box], links: Sequence[Link], aspect: float) -> None:
        self.points = points.copy()
        self.half = np.array([b.half for b in boxes]) + _CLEAR / 2
        self.low = np.array([b.up for b in boxes]) + _CLEAR / 2
        self.high = np.array([b.down for b in boxes]) + _CLEAR / 2
        self.a = np.array([k.a for k in links], dtype=np.int64)
        self.b = np.array([k.b for k in links], dtype=np.int64)
        self.length = np.array([k.length for k in links])
        self.need = np.array([2 * max((c.half for c in k.captions), default=0.0) + 30.0 for k in links])
        captions = [(i, c.half, c.offset) for i, k in enumerate(links) for c in k.captions]
        self.cap_link = np.array([c[0] for c in captions], dtype=np.int64)
        self.cap_half = np.array([c[1] for c in captions])
        self.cap_off = np.array([c[2] for c in captions])
        self.cap_share = np.full(len(captions), 0.5)
        area = float((2 * self.half * (self.low + self.high)).sum() + (self.cap_half * 4 * CAPTION_HALF).sum())
        width = float(np.sqrt(area * 1.75 * aspect))
        self.frame = np.array([width / 2, width / aspect / 2])

    def improve(self, rounds: range) -> None:
        """Go through all nodes once a round, busiest first, and put each where it costs least.

        Args:
            rounds: numbers of the rounds; each tries somewhat different places.
        """
        degree = np.bincount(np.concatenate([self.a, self.b]), minlength=len(self.points))
        order = sorted(range(len(self.points)), key=lambda i: (-degree[i], i))
        for turn in rounds:
            moved = False
            for i in order:
                places = self._candidates(i, turn)
                mine = (self.a == i) | (self.b == i)
                simple = self._simple_cost(i, places, mine)
                kept = np.unique(np.concatenate([[0], np.argsort(simple, kind="stable")[:_KEPT]]))
                places = places[kept]
                costs = simple[kept] + self._involved_cost(i, places, mine)
                best = int(np.argmin(costs))
                if costs[best] < costs[0] - 1e-6:
                    self.points[i] = places[best]
                    moved = True
            self.points -= (self.points.max(axis=0) + self.points.min(axis=0)) / 2
            if not moved:
                break

    def total(self) -> float:
        """Return the cost of the whole drawing."""
        return sum(float(self.costs(i, self.points[i : i + 1])[0]) for i in range(len(self.points)))

    def _candidates(self, i: int, turn: int) -> Array:
        here = self.points[i]
        out = [here[None]]
        out += [here + _CIRCLE * r for r in ((12.0, 35.0, 80.0, 160.0) if turn % 2 else (6.0, 22.0, 55.0, 110.0))]
        mine = np.flatnonzero((self.a == i) | (self.b == i))
        for link in mine[:5]:
            other = self.points[self.b[link] if self.a[link] == i else self.a[link]]
            out += [other + _CIRCLE * self.length[link] * f for f in (0.7, 1.02, 1.35)]
        shift = 1 + 0.07 * (turn % 4)
        xs, ys = np.linspace(-1, 1, 11) * self.frame[0] * shift, np.linspace(-1, 1, 7) * self.frame[1] * shift
        out.append(np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2))
        return np.concatenate(out)

    def costs(self, i: int, places: Array) -> Array:
        """Return what each place would cost node ``i``, the others staying where they are."""
        mine = (self.a == i) | (self.b == i)
        return self._simple_cost(i, places, mine) + self._involved_cost(i, places, mine)

    def _simple_cost(self, i: int, places: Array, mine: Flags) -> Array:
        """Room taken, boxes on boxes, lengths of lines: quickly worked out, and enough to drop most places."""
        w = WEIGHTS
        cost = w.room * ((places / self.frame) ** 2).sum(axis=1) * 0.5
        cost += w.room * 6 * np.maximum(np.abs(places) / self.frame - 1, 0).sum(axis=1)
        cost += self._box_cost(i, places, np.arange(len(self.points)) != i)
        tips = self.points[np.where(self.a[mine] == i, self.b[mine], self.a[mine])]
        step = tips[None] - places[:, None]
        span = np.maximum(np.hypot(step[..., 0], step[..., 1]), 1e-9)
        step = step / span[..., None]
        far = np.where(self.a[mine] == i, self.b[mine], self.a[mine])
        seen = span - self._leave(np.full_like(far, i), step)[..., 0] - self._leave(far, -step)[..., 0]
        cost += (w.short * np.clip(1 - seen / self.need[mine], 0, 2) ** 1.5).sum(axis=1)
        cost += (w.long * np.maximum(span / self.length[mine] - 1.1, 0)).sum(axis=1)
        return np.asarray(cost + self._angle_cost(i, step, far))

    def _angle_cost(self, i: int, step: Array, far: NDArray[np.int64]) -> Array:
        """Lines that leave a node in nearly the same direction are hard to tell apart."""
        cost = np.zeros(len(step))
        if len(far) > 1:
            cosine = step @ step.transpose(0, 2, 1)
            upper = np.triu(np.ones(cosine.shape[1:], dtype=bool), 1)
            cost += (np.maximum(cosine - _NARROW, 0) * upper).sum(axis=(1, 2))
        for x, j in enumerate(far):
            beside = np.concatenate([self.b[self.a == j], self.a[self.b == j]])
            beside = beside[beside != i]
            if len(beside):
                away = self.points[beside] - self.points[j]
                away = away / np.maximum(np.hypot(away[:, 0], away[:, 1]), 1e-9)[:, None]
                cost += np.maximum(-step[:, x] @ away.T - _NARROW, 0).sum(axis=1)
        return np.asarray(cost * WEIGHTS.angle / (1 - _NARROW))

    def _involved_cost(self, i: int, places: Array, mine: Flags) -> Array:
        """Lines and captions in the way of each other and of boxes."""
        starts, ends = self.points[self.a[~mine]], self.points[self.b[~mine]]
        hit = through(starts[None], ends[None], places[:, None], self.half[i], self.low[i], self.high[i])
        cost: Array = WEIGHTS.through * hit.sum(axis=1)
        if mine.any():
            cost = cost + self._line_cost(i, places, mine)
        return cost + self._caption_cost(i, places, mine)

    def _box_cost(self, i: int, places: Array, others: Flags) -> Array:
        dx = np.abs(places[:, None, 0] - self.points[None, others, 0])
        dy = (places[:, None, 1] + (self.high[i] - self.low[i]) / 2) - (
            self.points[None, others, 1] + (self.high[others] - self.low[others]) / 2
        )
        over_x = self.half[i] + self.half[others] - dx
        over_y = (self.low[i] + self.high[i] + self.low[others] + self.high[others]) / 2 - np.abs(dy)
        both = (over_x > 0) & (over_y > 0)
        out: Array = (both * (WEIGHTS.box + np.minimum(over_x, over_y) * 0.3)).sum(axis=1)
        return out

    def _line_cost(self, i: int, places: Array, mine: Flags) -> Array:
        w = WEIGHTS
        far = np.where(self.a[mine] == i, self.b[mine], self.a[mine])
        tips = self.points[far]
        cost = np.zeros(len(places))
        p, q = self.points[self.a[~mine]], self.points[self.b[~mine]]
        if len(p):
            crossed = cross(places[:, None, None], tips[None, :, None], p[None, None], q[None, None])
            cost = cost + w.crossing * crossed.sum(axis=(1, 2))
        hit = through(
            places[:, None, None], tips[None, :, None], self.points[None, None], self.half, self.low, self.high
        )
        hit[:, :, i] = False
        hit[:, np.arange(len(far)), far] = False
        out: Array = cost + w.through * hit.sum(axis=(1, 2))
        return out

    def _caption_cost(self, i: int, places: Array, mine: Flags) -> Array:
        w = WEIGHTS
        if not len(self.cap_link):
            return np.zeros(len(places))
        inside = mine[self.cap_link]
        still = self._samples(self.points[self.a[self.cap_link]], self.points[self.b[self.cap_link]])[~inside]
        words = still
        still = still.reshape(-1, 2)
        cost = w.caption_box * covers(
            places[:, None], still[None], self.half[i], self.low[i], self.high[i], _MARGIN
        ).sum(axis=1)
        if not inside.any():
            out: Array = cost
            return out
        if len(words):
            tips = self.points[np.where(self.a[mine] == i, self.b[mine], self.a[mine])]
            struck = cross(
                places[:, None, None], tips[None, :, None], words[None, None, :, 0], words[None, None, :, -1]
            )
            cost = cost + w.caption_line * struck.sum(axis=(1, 2))
        link = self.cap_link[inside]
        start = np.where((self.a[link] == i)[None, :, None], places[:, None], self.points[self.a[link]][None])
        end = np.where((self.b[link] == i)[None, :, None], places[:, None], self.points[self.b[link]][None])
        moving = self._samples(start, end, inside)
        flat = moving.reshape(len(places), -1, 2)
        rest = np.arange(len(self.points)) != i
        hits = covers(
            self.points[None, None, rest], flat[:, :, None], self.half[rest], self.low[rest], self.high[rest], _MARGIN
        )
        cost = cost + w.caption_box * hits.sum(axis=(1, 2))
        cost = cost + w.caption_box * covers(
            places[:, None], flat, self.half[i], self.low[i], self.high[i], _MARGIN
        ).sum(axis=1)
        if len(still):
            cost = cost + w.caption_caption * near(flat, still[None], 2 * CAPTION_HALF).sum(axis=(1, 2))
        own = np.repeat(np.arange(moving.shape[1]), len(_SAMPLES))
        close = near(flat, flat, 2 * CAPTION_HALF) & (own[:, None] < own[None, :])
        cost = cost + w.caption_caption * close.sum(axis=(1, 2))
        lines_a, lines_b = self.points[self.a[~mine]], self.points[self.b[~mine]]
        struck = cross(moving[:, :, None, 0], moving[:, :, None, -1], lines_a[None, None], lines_b[None, None])
        return np.asarray(cost + w.caption_line * struck.sum(axis=(1, 2)))

    def _leave(self, node: NDArray[np.int64], along: Array) -> Array:
        """Return how far from a node's centre a line in this direction leaves the node, or the label below it."""
        right, down = np.maximum(np.abs(along[..., 0]), 1e-9), np.maximum(along[..., 1], 1e-9)
        below = np.minimum(self.half[node] / right, self.high[node] / down)
        out: Array = np.where(along[..., 1] > _STEEP, below, self.low[node])[..., None]
        return out

    def _samples(self, start: Array, end: Array, which: Flags | None = None, at: Array = _SAMPLES) -> Array:
        """Points along the middle line of each caption."""
        half = self.cap_half if which is None else self.cap_half[which]
        off = self.cap_off if which is None else self.cap_off[which]
        link = self.cap_link if which is None else self.cap_link[which]
        share = (self.cap_share if which is None else self.cap_share[which])[:, None]
        along = end - start
        along = along / np.maximum(np.hypot(along[..., 0], along[..., 1]), 1e-9)[..., None]
        across = np.stack([-along[..., 1], along[..., 0]], axis=-1)
        first = start + self._leave(self.a[link], along) * along
        last = end - self._leave(self.b[link], -along) * along
        middle = first * (1 - share) + last * share + across * off[:, None] * 4 * share * (1 - share)
        out: Array = middle[..., None, :] + along[..., None, :] * (at[:, None] * half[:, None, None])
        return out

    def slide(self) -> None:
        """Move captions along their lines to where nothing is in the way; those that stand free stay in the middle."""
        for _ in range(2):
            for c in range(len(self.cap_link)):
                best = min(_SHARES, key=lambda share: (self._caption_trouble(c, share), abs(share - 0.5), share))
                self.cap_share[c] = best

    def _caption_trouble(self, c: int, share: float) -> float:
        self.cap_share[c] = share
        link = self.cap_link[c]
        a, b = self.points[self.a], self.points[self.b]
        spots = self._samples(a[self.cap_link], b[self.cap_link], at=_DENSE)
        own, rest = spots[c], np.delete(spots, c, axis=0).reshape(1, -1, 2)
        span = float(np.hypot(*(b[link] - a[link])))
        ends = [float(np.hypot(*(own[len(_DENSE) // 2] - p))) - self.cap_half[c] for p in (a[link], b[link])]
        away = sum(max(0.0, 34.0 - e) for e in ends) / 4 if span > 0 else 0.0
        boxes = covers(self.points[None], own[:, None], self.half, self.low, self.high, _MARGIN).sum()
        others = np.arange(len(self.a)) != link
        lines = cross(own[0], own[-1], a[others], b[others]).sum()
        return float(3 * boxes + 2 * lines + 3 * near(own[None], rest, 2 * CAPTION_HALF).sum() + away)
