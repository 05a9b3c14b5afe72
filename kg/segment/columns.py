"""Lines become paragraphs and segments: hard-wrapped columns of any width, or one paragraph a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.segment.bylines import is_byline, is_starter
from kg.segment.lexicon import pattern
from kg.segment.lines import Line, ends_sentence
from kg.segment.parts import Bond, Para, Segment, of_line
from kg.segment.tables import in_table
from kg.text import fold, is_han

_BULLET = re.compile(r"[■□●◆▲△★☆◎○◇▶►※]|【[^】]{1,8}】")
_HANGING = "。，、；：！？”’）》」』…,;:!?.)"
_LONG = 64.0
_LONGEST_REMARK = 80
_WIDE = 28.0
_COLUMN_LINES = 8
_MOST_LINES = 300
"""Lines of the longest paragraph; more than this is no newspaper text, and joining it would take long."""


class Layout:
    """What the page's lines tell about its columns."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.by_columns = self._better_by_columns()
        self.tolerance = 2.0 if self.by_columns else 1.0
        self.indent = self._indent()
        self.wide = self._wide()
        self.indents = self.indent > 0

    def _better_by_columns(self) -> bool:
        """Whether lines agree better in columns than in characters."""
        chars = columns = 0
        for a, b in zip(self.lines, self.lines[1:], strict=False):
            if b.gap or ends_sentence(a.text) or ends_sentence(b.text) or a.columns > _LONG or a.columns < 16:
                continue
            chars += abs(_trim(a) - _trim(b)) <= 0
            columns += abs(self._columns(a) - self._columns(b)) <= 1
        return columns > chars

    def _indent(self) -> int:
        """Return by how many columns paragraphs of the page are indented, 0 where they are not."""
        counts = Counter(line.indent for line in self.lines if 2 <= line.indent <= 8)
        if not counts or sum(counts.values()) < max(2, len(self.lines) // 60):
            return 0
        return counts.most_common(1)[0][0]

    def _wide(self) -> float:
        """Return from how many columns on a line may be one of a column of text: what most lines of text have."""
        counts = Counter(x.columns // 2 for x in self.lines if 16 <= x.columns <= _LONG and not ends_sentence(x.text))
        if not counts or counts.most_common(1)[0][1] < _COLUMN_LINES:
            return _WIDE
        return min(_WIDE, 2.0 * counts.most_common(1)[0][0] - (2.0 if self.by_columns else 6.0))

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
    return bool(pattern("beginning of a caption").match(text))


def like_caption(text: str) -> bool:
    """Whether a paragraph is a picture's caption by a trait of captions: 图为 …, … 张三 摄, 李四(左二) ….

    What only mentions who stands where must be short: longer text may be an article with such a remark.
    """
    if ends_caption(text) or any(is_caption(part) for part in text.split("。")):
        return True
    return short_caption(text)


def short_caption(text: str) -> bool:
    """Whether a short text says who stands where in a picture: 李四(左二)为工人送水."""
    return len(text) <= _LONGEST_REMARK and bool(pattern("place in a picture").search(fold(text)))


def ends_caption(text: str) -> bool:
    """Whether a paragraph is a picture's caption by its end, the photographer."""
    return bool(pattern("end of a caption").fullmatch(text))


def segments(layout: Layout, first: int, last: int) -> list[Segment]:
    """Return the segments of the lines from ``first`` to ``last`` (exclusive), which hold no headline."""
    out: list[Segment] = []
    measure = 0.0
    for i in range(first, last):
        line = layout.lines[i]
        para = of_line(line)
        para.fresh = layout.fresh(line)
        if out and _beside_table(layout, i, last):
            para.fresh = True
        if out and in_table(layout.lines[i - 1], line):
            out[-1].paras.append(para)
            continue
        bond = _bond(layout, i, last, measure, out[-1].paras[-1]) if out else Bond.APART
        if bond is None:
            out[-1].paras[-1] = _continued(out[-1].paras[-1], para, layout.lines[i - 1], line)
        else:
            if bond in (Bond.APART, Bond.CUT):
                measure = 0.0
            mid = True if bond is Bond.FLOW else _begins_inside(para, layout)
            out.append(Segment([para], len(out), measure, bond, mid))
        if not measure and not ends_sentence(line.text) and not layout.long(line) and not is_byline(line.folded):
            measure = layout.measure(line)
        out[-1].measure = out[-1].measure or measure
    return out


def _continued(para: Para, more: Para, above: Line, line: Line) -> Para:
    """Return a paragraph with its next line; a blank that stands inside a name at the break is kept."""
    joined = para.plus(more)
    if _half_name(above, line) and len(joined.text) == len(para.text) + len(more.text):
        return Para(f"{para.text} {more.text}", joined.spans, [*para.glue, " ", *more.glue[1:]], para.fresh)
    return joined


def _half_name(a: Line, b: Line) -> bool:
    """Whether the blank at a line's break is printed inside a name: 蒋 / 跃."""
    return (a.trailing or b.indent == 1) and is_han(a.text[-1]) and is_han(b.text[0])


def _begins_inside(para: Para, layout: Layout) -> bool | None:
    if para.fresh:
        return False
    if para.text[0] in "。，、；：！？”’）》」』,;:!?)…":
        return True
    return True if layout.indents and para.fresh is False else None


def _bond(layout: Layout, i: int, last: int, measure: float, para: Para) -> Bond | None:
    """Return how a line stands to the one above; None where it simply goes on with its sentence."""
    above, line = layout.lines[i - 1], layout.lines[i]
    closed = ends_sentence(above.text)
    if line.gap or line.after_removed:
        return Bond.APART
    if _beside_table(layout, i, last) or len(para.spans) >= _MOST_LINES:
        return Bond.NEXT
    if is_byline(so_far := fold(para.text)):
        # a byline may run over the end of its line
        return None if is_byline(so_far + line.folded) and not is_starter(line.folded) else Bond.NEXT
    if is_caption(line.text) or is_byline(line.folded):
        return Bond.APART if closed else Bond.CUT
    if layout.fresh(line):
        return Bond.NEXT if closed else Bond.CUT
    if layout.long(above) or layout.long(line):
        return Bond.APART if closed else Bond.CUT
    if not measure:  # nothing but closed lines so far
        return Bond.FLOW if layout.full(above, layout.measure(line)) else Bond.APART
    if layout.over(line, measure) or _narrower(layout, i, last, measure):
        return Bond.CUT
    if layout.full(above, measure):
        return Bond.FLOW if closed else None
    if closed:
        return Bond.APART if layout.indents else Bond.NEXT
    return Bond.CUT


def _beside_table(layout: Layout, i: int, last: int) -> bool:
    """Whether a table begins with a line or ends with the one above it."""
    lines = layout.lines
    return (i >= 2 and in_table(lines[i - 2], lines[i - 1])) or (i + 1 < last and in_table(lines[i], lines[i + 1]))


def _narrower(layout: Layout, i: int, last: int, measure: float) -> bool:
    """Whether a narrower column begins with a line: it is too short, goes on, and the next one is as short."""
    line = layout.lines[i]
    if layout.full(line, measure) or ends_sentence(line.text) or i + 1 >= last:
        return False
    below = layout.lines[i + 1]
    if below.gap or below.after_removed or layout.fresh(below):
        return False
    return abs(layout.measure(below) - layout.measure(line)) <= layout.tolerance
