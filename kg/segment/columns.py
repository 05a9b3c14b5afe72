"""Lines become paragraphs and segments: hard-wrapped columns of any width, or one paragraph a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.segment.bylines import is_byline, is_starter
from kg.segment.lines import Line, ends_sentence
from kg.segment.parts import Para, Segment, of_line
from kg.text import is_han

_BULLET = re.compile(r"[■□●◆▲△★☆◎○◇▶►※]|【[^】]{1,8}】")
_CAPTION = re.compile(r"(?:上图|下图|左图|右图|图)(?:为|[::]|[①②③1-9一二三])|图\s*/")
_HANGING = "。，、；：！？”’）》」』…,;:!?.)"
_LONG = 64.0


class Layout:
    """What the page's lines tell about its columns."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.by_columns = self._better_by_columns()
        self.tolerance = 2.0 if self.by_columns else 1.0
        self.indents = self._indents()

    def _better_by_columns(self) -> bool:
        """Whether lines agree better in columns than in characters."""
        chars = columns = 0
        for a, b in zip(self.lines, self.lines[1:], strict=False):
            if b.gap or ends_sentence(a.text) or ends_sentence(b.text) or a.columns > _LONG or a.columns < 16:
                continue
            chars += abs(_trim(a) - _trim(b)) <= 0
            columns += abs(self._columns(a) - self._columns(b)) <= 1
        return columns > chars

    def _indents(self) -> bool:
        """Whether paragraphs of the page are indented: some lines are, by one and the same small measure."""
        counts = Counter(line.indent for line in self.lines if 2 <= line.indent <= 8)
        return bool(counts) and sum(counts.values()) >= max(2, len(self.lines) // 60)

    @staticmethod
    def _columns(line: Line) -> int:
        return line.columns - (2 if line.text[-1] in _HANGING and line.text[-1] > "\x7f" else 0)

    def measure(self, line: Line) -> float:
        """Return a line's length in the page's own unit."""
        return float(line.columns if self.by_columns else line.indent / 2 + line.size)

    def full(self, line: Line, measure: float) -> bool:
        """Whether a line fills a column of this measure."""
        return self.measure(line) >= measure - self.tolerance

    def over(self, line: Line, measure: float) -> bool:
        """Whether a line is too long for a column of this measure; a stop may hang over its end."""
        hanging = self.tolerance if line.text[-1] in _HANGING else 0.0
        return self.measure(line) > measure + self.tolerance + hanging - (0.5 if self.by_columns else 0.0)

    def fresh(self, line: Line) -> bool | None:
        """Whether a line begins a paragraph, as far as indents tell."""
        if _BULLET.match(line.text) or is_starter(line.folded):
            return True
        if not self.indents:
            return None
        return line.indent >= 2

    def long(self, line: Line) -> bool:
        """Whether a line is a paragraph of its own, too long for a column."""
        return line.columns > _LONG


def _trim(line: Line) -> int:
    return line.size - (line.text[-1] in _HANGING)


def is_caption(text: str) -> bool:
    """Whether a paragraph is a picture's caption by its beginning."""
    return bool(_CAPTION.match(text))


def segments(layout: Layout, first: int, last: int, order: int) -> list[Segment]:
    """Return the segments of the lines from ``first`` to ``last`` (exclusive), which hold no headline."""
    out: list[Segment] = []
    current: Segment | None = None
    lines = layout.lines
    for i in range(first, last):
        line = lines[i]
        para = of_line(line)
        para.fresh = layout.fresh(line)
        how = "cut" if current is None else _boundary(layout, lines[i - 1], i, last, current)
        if current is None or how in ("cut", "apart"):
            current = Segment([para], order + len(out))
            current.near = i > first and not line.gap and not line.after_removed
            current.mid = _begins_inside(para, layout)
            out.append(current)
        elif how == "join":
            previous = current.paras[-1]
            blank = " " if _half_name(lines[i - 1], line) else ""
            joined = previous.plus(para)
            if blank and len(joined.text) == len(previous.text) + len(para.text):
                joined = Para(
                    previous.text + " " + para.text, joined.spans, previous.glue + [" ", *para.glue[1:]], previous.fresh
                )
            current.paras[-1] = joined
        else:
            current.paras.append(para)
        if not ends_sentence(line.text) and not layout.long(line):
            current.measure = current.measure or layout.measure(line)
    return out


def _half_name(a: Line, b: Line) -> bool:
    """Whether the blank at a line's break is printed inside a name: 蒋 / 跃."""
    return (a.trailing or b.indent == 1) and is_han(a.text[-1]) and is_han(b.text[0])


def _begins_inside(para: Para, layout: Layout) -> bool | None:
    if para.fresh:
        return False
    if para.text[0] in "。，、；：！？”’）》」』,;:!?)…":
        return True
    return True if layout.indents and para.fresh is False else None


def _boundary(layout: Layout, above: Line, i: int, last: int, current: Segment) -> str:
    """Return how a line follows the one above: join, para, cut, or apart (a paragraph that may belong elsewhere)."""
    line = layout.lines[i]
    closed = ends_sentence(above.text)
    if line.gap or line.after_removed:
        return "apart"
    if is_caption(line.text) or is_byline(line.folded) or is_byline(above.folded):
        return "para" if is_byline(above.folded) else "apart" if closed else "cut"
    fresh = layout.fresh(line)
    if fresh:
        return "para" if closed else "cut"
    if layout.long(above) or layout.long(line):
        return "apart" if closed else "cut"
    measure = current.measure
    if not measure:
        return ("apart" if closed and not layout.full(above, layout.measure(line)) else "join") if closed else "join"
    if layout.over(line, measure):
        return "cut"
    below = layout.lines[i + 1] if i + 1 < last and not layout.lines[i + 1].gap else None
    narrower = (
        not layout.full(line, measure)
        and not ends_sentence(line.text)
        and below is not None
        and abs(layout.measure(below) - layout.measure(line)) <= layout.tolerance
        and not layout.fresh(below)
    )
    if narrower:
        return "cut"
    if layout.full(above, measure):
        return "join"
    if closed:
        return "apart" if layout.indents else "para"
    return "cut"
