"""Widths of text as drawn, and line breaks, worked out before any browser sees the page.

Widths are estimates in units of the font size (em): Chinese characters and full-width punctuation are one em wide in
every Chinese font; Latin letters and digits are given a generous mean.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from kg.view.style import breaks

_NARROW = 0.58
ELLIPSIS = "…"
_LINE = 3.0
"""What one more line costs."""
_GOOD, _FAIR, _PLAIN, _CUT, _NEVER = 0.0, 0.5, 2.0, 5.0, 60.0
_NO_END = frozenset("（《〈“‘「『([{")
_NO_START = frozenset("，。、；：？！）》〉”’】」』·%,.;:?!)]}… ")


def width(text: str) -> float:
    """Return the width of one line in em."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else _NARROW for c in text)


def shorten(text: str, limit: float) -> str:
    """Return ``text``, cut so that it is at most ``limit`` em wide, an ellipsis included."""
    if width(text) <= limit:
        return text
    room, out = limit - width(ELLIPSIS), ""
    for c in text:
        room -= width(c)
        if room < 0:
            break
        out += c
    return out.rstrip() + ELLIPSIS


def wrap(text: str, limit: float, lines: int) -> list[str]:
    """Break ``text`` into as few lines as hold it, of about equal width, at the places that read best.

    Args:
        text: the text; runs of blanks count as one.
        limit: greatest width of a line in em.
        lines: greatest number of lines; what is left is cut with an ellipsis.
    """
    text = " ".join(text.split())
    costs = _break_costs(text)
    ways = [way for count in range(1, lines + 1) if (way := _best(text, costs, limit, count))]
    if ways:
        _, ends = min((cost + _LINE * len(ends), ends) for cost, ends in ways)
        return [text[a:b].strip() for a, b in pairwise(ends)]
    room = shorten(text, limit * lines)
    while len(room) > 1:
        if way := _best(room, _break_costs(room), limit, lines):
            return [room[a:b].strip() for a, b in pairwise(way[1])]
        room = room.rstrip(ELLIPSIS)[:-1] + ELLIPSIS
    return [room]


def _best(text: str, costs: list[float], limit: float, count: int) -> tuple[float, list[int]] | None:
    """Return the cheapest way to make ``count`` lines: its cost and the ends of the lines, 0 first."""
    length = len(text)
    even = width(text) / count
    table: list[dict[int, tuple[float, list[int]]]] = [{0: (0.0, [0])}]
    for number in range(1, count + 1):
        row: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, ends) in table[-1].items():
            wide = 0.0
            for end in range(start + 1, length + 1):
                wide += width(text[end - 1])
                if wide > limit + (width(" ") if text[end - 1] == " " else 0):
                    break
                if (end == length) != (number == count):
                    continue
                total = cost + (0.0 if end == length else costs[end]) + 0.3 * (wide - even) ** 2
                if end not in row or total < row[end][0]:
                    row[end] = (total, [*ends, end])
        table.append(row)
    return table[-1].get(length)


def _break_costs(text: str) -> list[float]:
    """Return what a break before each character costs."""
    costs = [_PLAIN] * (len(text) + 1)
    rules = breaks()
    for word in rules.before:
        for at in _places(text, word):
            costs[at] = _GOOD
    for word in rules.after:
        for at in _places(text, word):
            costs[at + len(word)] = min(costs[at + len(word)], _FAIR)
    for word in [*rules.whole, *rules.before]:
        for at in _places(text, word):
            for k in range(at + 1, at + len(word)):
                costs[k] = _CUT
    for k in range(1, len(text)):
        narrow = text[k - 1].isascii() and text[k].isascii() and text[k - 1].isalnum() and text[k].isalnum()
        if text[k] in _NO_START or text[k - 1] in _NO_END or narrow:
            costs[k] = _NEVER
        elif text[k - 1] == " ":
            costs[k] = _GOOD
    return costs


def _places(text: str, word: str) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(word), text)]
