"""Marks that say where an article goes on or comes from, inside lines: … (下转第2版); (上接第1版)…."""

from __future__ import annotations

from dataclasses import replace

from kg.segment.lexicon import pattern
from kg.segment.lines import Line
from kg.text import width

_LONGEST = 24
"""Characters of a line's end or beginning in which a mark may stand."""


def set_apart(lines: list[Line]) -> list[Line]:
    """Return the lines with marks that stand at the beginning or the end of a line as lines of their own."""
    out: list[Line] = []
    for line in lines:
        out += _parts(line) if "版" in line.text[:_LONGEST] or "版" in line.text[-_LONGEST:] else [line]
    return out


def _parts(line: Line) -> list[Line]:
    text = line.folded
    head = pattern("mark at the beginning").match(text)
    if head and head.end() < len(text):
        return [_cut(line, 0, head.end()), *_parts(replace(_cut(line, head.end(), len(text)), gap=0))]
    tail = pattern("mark at the end").search(text, max(0, len(text) - _LONGEST))
    if tail and tail.start() > 0:
        return [_cut(line, 0, tail.start()), replace(_cut(line, tail.start(), len(text)), gap=0, indent=0)]
    return [line]


def _cut(line: Line, start: int, end: int) -> Line:
    """Return a part of a line, without the blanks around it."""
    text = line.text[start:end]
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    first = line.start + start + lead
    return replace(
        line,
        start=first,
        end=first + len(text),
        text=text,
        folded=line.folded[start + lead : start + lead + len(text)],
        columns=(line.indent if start == 0 else 0) + width(text),
        indent=line.indent if start == 0 else 0,
    )
