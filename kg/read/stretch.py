"""Which lines of a web page are its article, by where text without links stands densely."""

from __future__ import annotations

from collections.abc import Sequence

from kg.read.editions import pattern
from kg.read.flow import Flow, Line
from kg.read.headline import around, named
from kg.text import fold, is_han

_LINK, _SHORT = -30, -12
"""What a line that is a link, or one that is no sentence, counts; a sentence counts its Chinese characters."""
_SENTENCE = "。！？”）…"


def han(lines: Sequence[Line]) -> int:
    """Return the Chinese characters of the lines that are sentences and no links."""
    return sum(_weight(line) for line in lines if _weight(line) > 0)


def densest(flow: Flow) -> list[Line]:
    """Return the run of lines that holds the most text beyond links and short lines."""
    best, total, start, run = (0, 0, 0), 0, 0, flow.lines
    for i, line in enumerate(run):
        if total <= 0:
            total, start = 0, i
        total += _SHORT if any(t.name == "title" for t in list(around(flow, line))[:1]) else _weight(line)
        best = max(best, (total, start, i + 1), key=lambda x: x[0])
    return list(run[best[1] : best[2]])


def _weight(line: Line) -> int:
    text = line.text
    if line.linked:
        return _LINK
    size = sum(map(is_han, text))
    return size if size >= 8 and (text[-1] in _SENTENCE or "。" in text) else _SHORT


def trimmed(flow: Flow, lines: Sequence[Line], start: int) -> list[Line]:
    """Return the lines of an article's part without advertisements, lists of other articles and links.

    Args:
        flow: the page.
        lines: lines of the part.
        start: the token with which it begins; what stands around it says nothing.
    """
    inside = [t.start for t in flow.tokens[start : start + 1]]
    out, listing = [], False
    for line in lines:
        tags = [t for t in around(flow, line) if not inside or t.start > inside[0]]
        if any(t.name == "title" or named(t, "class of what is no article") for t in tags):
            continue
        if pattern("other articles").fullmatch(fold(line.text)):
            listing = True
            continue
        sentence = _weight(line) > 0
        listing = listing and not sentence
        if not listing and not (line.linked and len(lines) > 1):
            out.append(line)
    return out or list(lines)
