"""Vertical runs (one character a line) and degenerate repetition of any period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.segment.lines import Line
from kg.text import is_han

_MAX_LINE_PERIOD = 12
_LONGEST_HEADLINE = 40
_DISTINCT = 0.7
"""Share of different three-character pieces below which a run loops; ordinary text of this length has 0.95."""
_AGAIN = 5
"""A piece that is repeated so often holds a pair of characters that is."""
_LOOP = re.compile(r"(.{2,40}?)\1{4,}", re.DOTALL)
_SHORT_LOOP = re.compile(r"(.)\1{15,}")


@dataclass(frozen=True, slots=True)
class Vertical:
    """Lines ``first`` to ``last`` (exclusive) that hold one character each."""

    first: int
    last: int
    loops: bool
    long: bool
    """Too long for a headline."""


def vertical_runs(lines: Sequence[Line]) -> list[Vertical]:
    """Return the runs of at least two one-character lines, and whether they loop."""
    out = []
    i = 0
    while i < len(lines):
        if _starts_later(lines, i):
            i += 1
            continue
        j = i
        while j < len(lines) and _upright(lines[j]) and (j == i or lines[j].gap == lines[i + 1].gap):
            j += 1
        # a cut loop often ends in two characters or a broken tag
        while j - i >= 6 and j < len(lines) and _ends_loop(lines[j].text) and lines[j].gap == lines[i + 1].gap:
            j += 1
        if j - i >= 2 and any(is_han(lines[k].text[0]) for k in range(i, j)):
            out.append(Vertical(i, j, loops("".join(line.text for line in lines[i:j])), j - i > _LONGEST_HEADLINE))
            i = j
        else:
            i = max(j, i + 1)
    return out


def _ends_loop(text: str) -> bool:
    return len(text) <= 3 or (len(text) <= 12 and "<" in text)


def _starts_later(lines: Sequence[Line], i: int) -> bool:
    """Whether a one-character line ends what stands above it and the run below, spaced otherwise, begins after it."""
    after = lines[i + 1 : i + 3]
    return len(after) == 2 and all(map(_upright, after)) and after[0].gap != after[1].gap and lines[i].gap == 0


def _upright(line: Line) -> bool:
    return line.size == 1 and line.text not in "|｜。，,、;；"


def loops(text: str) -> bool:
    """Whether a text says the same few characters again and again."""
    if len(text) < 8:
        return len(text) >= 6 and len(set(text)) <= 2
    pieces = [text[i : i + 3] for i in range(len(text) - 2)]
    return len(set(pieces)) < _DISTINCT * len(pieces)


def repeated_lines(lines: Sequence[Line], taken: set[int]) -> set[int]:
    """Return the lines of stretches that are printed three or more times running, period of up to twelve lines.

    Args:
        lines: the page's lines.
        taken: lines that are something else already; they end a stretch.
    """
    out: set[int] = set()
    texts = ["" if i in taken else line.text for i, line in enumerate(lines)]
    for period in range(1, _MAX_LINE_PERIOD + 1):
        run = 0
        for i in range(period, len(texts) + 1):
            if i < len(texts) and texts[i] and texts[i] == texts[i - period]:
                run += 1
                continue
            if run >= 2 * period:
                out.update(range(i - run - period, i))
            run = 0
    return out


def loops_inside(text: str) -> list[tuple[int, int]]:
    """Return the stretches of a paragraph where a piece of 2 to 40 characters is repeated five times or more."""
    if len(text) < 16 or max(Counter(pairwise(text)).values()) < _AGAIN:
        return []
    found = [m.span() for m in _LOOP.finditer(text) if m.end() - m.start() >= 16 and any(map(is_han, m[1]))]
    return found or [m.span() for m in _SHORT_LOOP.finditer(text) if is_han(m[1])]
