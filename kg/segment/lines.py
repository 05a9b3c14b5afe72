"""A page's lines, with their places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.text import fold, is_han, width

_BLANKS = " \t\r\f\v\u3000\xa0\u2002\u2003\u2009\u200b\ufeff"
_ENDS = "。！？!?…"
_CLOSERS = "”’」』》）)】〕]\"'"
_WIDE_ENOUGH = 200
_CLOSED_BY_PAREN = "）)】"


@dataclass(slots=True)
class Line:
    """A line that is not blank. ``start`` and ``end`` are source offsets without the blanks around it."""

    start: int
    end: int
    text: str
    folded: str
    indent: int
    """Blanks before it, in columns: a full-width blank counts two."""
    gap: int
    """Blank lines before it."""
    trailing: bool
    """Whether a blank stands after it."""
    spans: tuple[tuple[int, int], ...] = ()
    """Where its characters stand, for a vertical headline that was put together from many lines."""
    columns: int = 0
    """Width in columns, indent included."""
    after_removed: bool = False
    """Whether lines that belong to no article stand between it and the line before."""
    large: bool = False
    """Whether it is printed in larger type than the page's body, where the file tells."""

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Source spans of the line's characters."""
        return self.spans or ((self.start, self.end),)

    @property
    def upright(self) -> bool:
        """Whether it was put together from one-character lines."""
        return bool(self.spans)

    @property
    def size(self) -> int:
        """Number of characters."""
        return len(self.text)


def split(text: str) -> list[Line]:
    """Return the lines of a page that are not blank."""
    out: list[Line] = []
    position = gap = 0
    folded = fold(text)
    for raw in text.split("\n"):
        stripped = raw.strip(_BLANKS)
        if stripped:
            lead = len(raw) - len(raw.lstrip(_BLANKS))
            start = position + lead
            indent = width(raw[:lead]) if lead else 0
            wide = width(stripped) if len(stripped) <= _WIDE_ENOUGH else 2 * len(stripped)
            out.append(
                Line(
                    start=start,
                    end=start + len(stripped),
                    text=stripped,
                    folded=folded[start : start + len(stripped)],
                    indent=indent,
                    gap=gap,
                    trailing=lead + len(stripped) < len(raw),
                    columns=indent + wide,
                )
            )
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1
    return out


def within(lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return which lines stand in some spans of the source, which are sorted."""
    ends = [end for _, end in spans]
    at = [bisect_right(ends, line.start) for line in lines]
    return [n for n, i in enumerate(at) if i < len(spans) and spans[i][0] < lines[n].end]


def mark_large(lines: Sequence[Line], spans: Sequence[tuple[int, int]]) -> None:
    """Note which lines are printed in large type: those that stand in some spans of the source."""
    for n in within(lines, spans):
        lines[n].large = True


def ends_sentence(text: str) -> bool:
    """Whether a text ends where a sentence may end: full stop, question or exclamation mark, closers behind them."""
    core = text.rstrip(_CLOSERS)
    if core and core[-1] in _ENDS:
        return True
    return bool(text) and text[-1] in _CLOSED_BY_PAREN and _ends_with_remark(text)


def _ends_with_remark(text: str) -> bool:
    """Whether a remark in brackets follows a sentence end: …一等奖。(向往)."""
    opened = max(text.rfind("(", 0, -1), text.rfind("（", 0, -1), text.rfind("【", 0, -1))
    if opened <= 0:
        return text[-1] != "】"
    return text[:opened].rstrip().rstrip(_CLOSERS)[-1:] in tuple(_ENDS)


def han_share(text: str) -> float:
    """Return the share of Chinese characters among those that are not blank."""
    solid = [c for c in text if not c.isspace()]
    return sum(map(is_han, solid)) / len(solid) if solid else 0.0
