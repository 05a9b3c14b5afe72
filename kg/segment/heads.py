"""Headlines: where articles begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.segment.bylines import is_byline, is_photographer, is_starter
from kg.segment.columns import Layout, ends_caption, is_caption, short_caption
from kg.segment.lexicon import is_section, notices, pattern
from kg.segment.lines import Line, ends_sentence
from kg.text import bare, is_han

_MOST_LINES = 5
_LONGEST = 76
_OPEN_END = "。,，、;；:：(（《“‘【"
_COMMAS = ",，、;；:："
_COLUMN = 4
_SECTION = 3
_LEAST_TITLE = 6
"""A line of three characters over a longer one names the place in the paper."""
_ITEM = re.compile(r"([■□●◆▲△★☆◎○◇▶►※])\s*\S(?!.*\1$).{5,}|【[^】]{1,8}】\s*\S")


@dataclass(frozen=True, slots=True)
class Head:
    """Headline lines ``first`` to ``last`` (exclusive), those among them that are headings of sections, and notices."""

    first: int
    last: int
    sections: frozenset[int]
    notice: bool = False
    below: bool = True
    """Whether its text follows; a vertical headline may stand under its caption."""


def like_headline(line: Line) -> bool:
    """Whether a line could be (part of) a headline."""
    if line.upright or (line.large and any(map(is_han, line.text))):
        return True
    if line.columns - line.indent > _LONGEST or line.text[-1] in _OPEN_END or "。" in line.text[:-1]:
        return False
    if ends_sentence(line.text) and line.text[-1] in "。)）】":
        return False
    return (
        any(map(is_han, line.text))
        and not (line.text[-1] not in "”》" and pattern("day and comma").match(line.folded))
        and not _ITEM.match(line.text)
        and not is_byline(line.folded)
        and not is_caption(line.text)
        and not ends_caption(line.text)
        and not is_photographer(line.folded)
    )


def find_heads(layout: Layout) -> list[Head]:
    """Return the headlines of a page, in order, without overlap."""
    lines = layout.lines
    taken: set[int] = set()
    out: list[Head] = []
    for i, line in enumerate(lines):
        if i in taken or not like_headline(line) or is_starter(line.folded) or _begins_paragraph(layout, i):
            continue
        last = i + 1
        while (
            last < len(lines)
            and last - i < _MOST_LINES
            and like_headline(lines[last])
            and not is_starter(lines[last].folded)
        ):
            if (lines[last].upright != line.upright and line.upright) or lines[last].large != line.large:
                break
            last += 1
        best = _best(layout, i, last, taken)
        if best:
            out.append(best)
            taken.update(range(best.first, best.last))
    return out


def _begins_paragraph(layout: Layout, i: int) -> bool:
    """Whether a line is indented as paragraphs are and goes on in the next line, which is not."""
    lines = layout.lines
    if not layout.indents or lines[i].indent != layout.indent or lines[i].upright or i + 1 >= len(lines):
        return False
    below = lines[i + 1]
    return below.indent == 0 and not below.gap and not is_starter(below.folded) and lines[i].columns >= below.columns


def _best(layout: Layout, first: int, last: int, taken: set[int]) -> Head | None:
    """Return the headline that begins at a line and has up to ``last`` - ``first`` lines, the longest that holds."""
    lines = layout.lines
    for end in range(last, first, -1):
        head = lines[first:end]
        if notices().heading.fullmatch(bare(lines[first].folded)):
            return Head(first, first + 1, frozenset(), notice=True)
        if not _text_follows(layout, end, head):
            continue
        if not _stands_apart(layout, first) and not (_starts(layout, end) and _breaks_off(layout, first)):
            continue
        sections = frozenset(first + k for k, h in enumerate(head) if is_section(h.folded))
        if len(head) > 1 and head[0].size <= _SECTION and head[1].size > _LEAST_TITLE and not head[0].upright:
            sections |= {first}
        if len(sections) == len(head):
            sections = frozenset(sorted(sections)[:-1])
        below = not (head[0].upright and first and _is_open_caption(layout, first) and not _starts(layout, end))
        return Head(first, end, sections, below=below)
    return None


def _stands_apart(layout: Layout, i: int) -> bool:
    """Whether a line does not go on with the one above."""
    line = layout.lines[i]
    if i == 0 or line.gap or line.after_removed or line.upright:
        return True
    above = layout.lines[i - 1]
    if above.upright or ends_caption(above.text):
        return True
    if ends_sentence(above.text):
        # without a blank line only what follows tells a headline from a line of the text
        return not ends_sentence(line.text) or _starts(layout, i + 1)
    return is_section(above.folded)


def _breaks_off(layout: Layout, i: int) -> bool:
    """Whether the line above a line is the last of a column that breaks off in the middle of a sentence."""
    above = layout.lines[i - 1]
    if above.text[-1] in _COMMAS and not (layout.full(above, layout.measure(layout.lines[i])) and not above.gap):
        return True
    column = [above]
    while len(column) < _COLUMN and i - 1 - len(column) >= 0 and not column[-1].gap:
        column.append(layout.lines[i - 1 - len(column)])
    if len(column) < 2 or any(map(layout.long, column)):
        return False
    return not layout.full(above, max(layout.measure(c) for c in column[1:]))


def _text_follows(layout: Layout, end: int, head: Sequence[Line]) -> bool:
    """Whether the lines from ``end`` on are the text of a headline above them."""
    lines = layout.lines
    if head[0].upright or head[0].large:
        return True
    if end >= len(lines):
        return False
    if _starts(layout, end):
        return True
    line = lines[end]
    if pattern("day at the beginning").match(line.folded) and line.columns >= layout.wide:
        return True
    unmarked = head[0].gap == 0 and not head[0].after_removed and end > len(head)
    if unmarked:
        return False
    if like_headline(line) and not line.gap and not layout.fresh(line):
        # wrapped text whose line happens to have no stop; a headline would stand apart from it
        return False
    apart = line.gap or line.after_removed or layout.fresh(line) or layout.long(line)
    if layout.indents and not layout.long(line):
        return bool(layout.fresh(line))
    return bool(apart) and line.columns >= layout.wide and not _looks_wrapped_above(layout, end, head)


def _looks_wrapped_above(layout: Layout, end: int, head: Sequence[Line]) -> bool:
    """Whether the supposed headline is the last line of a column whose text goes on elsewhere."""
    first = end - len(head)
    if first == 0 or len(head) > 1:
        return False
    above = layout.lines[first - 1]
    return not layout.lines[first].gap and not ends_sentence(above.text) and not above.upright


def _starts(layout: Layout, i: int) -> bool:
    if i >= len(layout.lines):
        return False
    line = layout.lines[i]
    return is_starter(line.folded) or is_caption(line.text) or short_caption(line.text) or bool(_ITEM.match(line.text))


def _is_open_caption(layout: Layout, i: int) -> bool:
    """Whether the lines above end a caption: … 庞智慧 摄."""
    return ends_caption(layout.lines[i - 1].text)
