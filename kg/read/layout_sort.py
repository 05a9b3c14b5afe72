"""The order in which boxes of a page are read: down columns, from left to right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from kg.read.layout_blocks import Box

T = TypeVar("T")


def ordered(items: Sequence[T], place: Callable[[T], Box]) -> list[T]:
    """Return items in the order in which they are read.

    One comes before another that it stands above, or that stands at its right, unless a third lies between them in
    height and over both in width (after T. Breuel, High Performance Document Layout Analysis, 2003).
    """
    boxes = [place(item) for item in items]
    before: list[set[int]] = [set() for _ in items]
    for i, a in enumerate(boxes):
        for j, b in enumerate(boxes):
            if i != j and (_over(a, b) or (_left_of(a, b) and not _parted(a, b, boxes))):
                before[j].add(i)
    out: list[int] = []
    done: set[int] = set()
    waiting = sorted(range(len(items)), key=lambda i: (boxes[i][1], boxes[i][0]))
    while waiting:
        free = [i for i in waiting if not before[i] - done]
        # where the rules contradict each other, what stands highest goes first
        chosen = _next(free, out, boxes) if free else waiting[0]
        waiting.remove(chosen)
        done.add(chosen)
        out.append(chosen)
    return [items[i] for i in out]


def _next(free: Sequence[int], out: Sequence[int], boxes: Sequence[Box]) -> int:
    """Return which of the items that may come next does: one right below the last, else the leftmost, highest."""
    if out:
        last = boxes[out[-1]]
        below = [i for i in free if _over(last, boxes[i])]
        if below:
            return min(below, key=lambda i: (boxes[i][1], boxes[i][0]))
    return min(free, key=lambda i: (boxes[i][0], boxes[i][1]))


def _over(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) - max(a[0], b[0]) > 0.1 * min(a[2] - a[0], b[2] - b[0]) and (a[1], a[3]) < (b[1], b[3])


def _left_of(a: Box, b: Box) -> bool:
    return a[2] <= b[0] + 0.1 * min(a[2] - a[0], b[2] - b[0])


def _parted(a: Box, b: Box, boxes: Sequence[Box]) -> bool:
    low, high = sorted(((a[1] + a[3]) / 2, (b[1] + b[3]) / 2))
    return any(
        low < (c[1] + c[3]) / 2 < high and min(c[2], a[2]) > max(c[0], a[0]) and min(c[2], b[2]) > max(c[0], b[0])
        for c in boxes
        if c is not a and c is not b
    )
