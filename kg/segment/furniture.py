"""Which lines belong to no article by what they say: masthead, furniture, guides, credits, continuation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.segment.lexicon import furniture, pattern
from kg.segment.lines import Line, ends_sentence
from kg.types import Reason

_LONGEST = 160
_COVERED = 0.7
_SOLID = re.compile(r"[\w]")
_NEIGHBOURS = 3
_MOTTO = 60
_HEADLINE_OF_GUIDE = 8
_SIGNED = 8
_SLOGAN = 24


def reasons(lines: Sequence[Line], taken: set[int]) -> dict[int, Reason]:
    """Return the lines that belong to no article, and why.

    Args:
        lines: the page's lines.
        taken: lines that are something else already.
    """
    sure: dict[int, Reason] = {}
    maybe: dict[int, Reason] = {}
    for i, line in enumerate(lines):
        if i in taken or line.size > _LONGEST:
            continue
        below = lines[i + 1].gap > 0 if i + 1 < len(lines) else True
        found = _reason(line, alone=line.gap > 0 and below)
        if found:
            (maybe if found[1] else sure)[i] = found[0]
    for i, reason in maybe.items():
        near = range(max(0, i - _NEIGHBOURS), i + _NEIGHBOURS + 1)
        if any(sure.get(j) in (Reason.MASTHEAD, Reason.FURNITURE, Reason.CREDITS) for j in near if j != i):
            sure[i] = reason
    _guides(lines, taken, sure)
    _slogans(lines, taken, sure)
    _public_service(lines, taken, sure)
    return sure


def _reason(line: Line, *, alone: bool) -> tuple[Reason, bool] | None:
    """Return why a line belongs to no article, and whether that needs other such lines beside it.

    Args:
        line: the line.
        alone: whether blank lines stand above and below it.
    """
    patterns = furniture()
    text = line.folded
    if "。" in text[:-1] and len(text) > _MOTTO:
        return None
    parts = None if "。" in text else _made_of_parts(text)
    if parts == (Reason.MASTHEAD, False) and pattern("date").search(text):
        return parts  # a date with a page number looks like a guide's line
    for p in patterns.line if patterns.any_line.fullmatch(text) else ():
        if (alone or not p.alone) and p.expression.fullmatch(text):
            return p.reason, p.near
    for p in patterns.start if patterns.any_start.match(text) else ():
        if p.expression.match(text):
            return p.reason, p.near
    return parts


def _made_of_parts(text: str) -> tuple[Reason, bool] | None:
    """Return what a line is that is made up of items of one kind, and whether it needs other such lines beside it."""
    if not furniture().any_part.search(text):
        return None
    covered = [False] * len(text)
    kinds: list[Reason] = []
    near = True
    for p in furniture().part:
        for m in p.expression.finditer(text):
            if m.end() > m.start():
                covered[m.start() : m.end()] = [True] * (m.end() - m.start())
                kinds.append(p.reason)
                near = near and p.near
    if not kinds:
        return None
    solid = [i for i, c in enumerate(text) if _SOLID.match(c)]
    if sum(covered[i] for i in solid) < _COVERED * len(solid):
        return None
    return (Reason.MASTHEAD if Reason.MASTHEAD in kinds else kinds[0]), near


def _guides(lines: Sequence[Line], taken: set[int], found: dict[int, Reason]) -> None:
    """Add the lines under a guide's heading: short ones without a sentence end, up to the next blank line."""
    for i in [i for i, r in found.items() if r is Reason.GUIDE and lines[i].size <= _HEADLINE_OF_GUIDE]:
        j = i + 1
        allowed_gap = lines[j].gap if j < len(lines) else 0
        while j < len(lines) and j not in taken and lines[j].gap <= (allowed_gap if j == i + 1 else 0):
            if lines[j].size > 40 or ends_sentence(lines[j].text) or found.get(j) not in (None, Reason.GUIDE):
                break
            if j == i + 1 and allowed_gap and found.get(j) is not Reason.GUIDE:
                break
            found[j] = Reason.GUIDE
            j += 1


def _slogans(lines: Sequence[Line], taken: set[int], found: dict[int, Reason]) -> None:
    """Add short lines that stand between lines of a masthead (the paper's name, its motto)."""
    head = (Reason.MASTHEAD, Reason.CREDITS)
    for i, line in enumerate(lines):
        if i in found or i in taken or line.size > 30 or ends_sentence(line.text):
            continue
        before = any(found.get(j) in head for j in range(max(0, i - 2), i))
        after = any(found.get(j) in head for j in range(i + 1, min(len(lines), i + 4)))
        if before and after and _mostly(lines, found, i):
            found[i] = Reason.MASTHEAD


def _mostly(lines: Sequence[Line], found: dict[int, Reason], i: int) -> bool:
    near = [j for j in range(max(0, i - 4), min(len(lines), i + 5)) if j != i]
    return sum(found.get(j) in (Reason.MASTHEAD, Reason.CREDITS) for j in near) * 2 >= len(near)


def _public_service(lines: Sequence[Line], taken: set[int], found: dict[int, Reason]) -> None:
    """Add the slogan that stands directly over the words 公益广告 on a line of their own."""
    for i, line in enumerate(lines):
        if found.get(i) is not Reason.ADVERTISEMENT or line.size > _SIGNED or line.gap:
            continue
        j = i - 1
        while j >= 0 and j not in taken and j not in found and lines[j].size <= _SLOGAN and i - j <= 3:
            if "。" in lines[j].text[:-1]:
                break
            found[j] = Reason.ADVERTISEMENT
            if lines[j].gap:
                break
            j -= 1
