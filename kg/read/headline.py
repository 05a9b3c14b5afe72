"""The headline of a web page whose system marks none: by the page's title, headings, names of classes, large type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.read.editions import pattern
from kg.read.flow import Flow, Line
from kg.read.markup import Kind, Token
from kg.read.webfacts import titles
from kg.text import bare, fold, is_han

_REACH = 40
"""Lines above the text among which the headline is looked for."""
_LONGEST = 60
_FEWEST = 4
_BESIDE = 2
"""Kickers or subtitles, at most."""
_SAID, _MARKED, _LARGE = 3, 2, 2
_LEAST = 2
_LONG = 30
"""Chinese characters that make a line a paragraph, not a headline."""
_SIZE = re.compile(r"font-size:\s*(\d+)\s*(px|pt)?", re.IGNORECASE)
_LARGE_PX, _LARGE_PT, _LARGE_FONT = 18, 14, 4
_LEVELS = 3
_TOKENS = 40
_EMPTY = frozenset({"br", "img", "meta", "input", "hr", "link", "area", "wbr"})


def around(flow: Flow, line: Line) -> Iterator[Token]:
    """Yield the tags that a line stands in, the innermost first; the nearest three."""
    depth = levels = 0
    for n in range(line.token - 1, max(-1, line.token - _TOKENS), -1):
        token = flow.tokens[n]
        if token.kind is Kind.END:
            depth += 1
        elif token.kind is Kind.START and token.name not in _EMPTY:
            if depth:
                depth -= 1
                continue
            yield token
            levels += 1
            if levels == _LEVELS:
                return


def named(token: Token, what: str) -> bool:
    """Whether a word of a tag's class or its id is of a kind (a pattern of ``pages.yaml``)."""
    names = [*token.attributes.get("class", "").split(), token.attributes.get("id", "")]
    return any(pattern(what).fullmatch(name.lower()) for name in names if name)


def unmarked(flow: Flow, body: Sequence[Line]) -> list[Line]:
    """Return kicker, title and subtitle of a page; nothing where too little speaks for any line.

    Args:
        flow: the page.
        body: lines of the article; its first ones may be the headline.
    """
    first = next((line for line in body if _is_paragraph(line)), body[0])
    upto = flow.index(first)
    said = [bare(fold(t)) for t in titles(flow)]
    rated = [(_points(flow, flow.lines[i], said), i) for i in range(max(0, upto - _REACH), upto)]
    points, at = max(rated, default=(0, 0))
    if points < _LEAST:
        return []
    above = list(_lesser(flow, range(at - 1, max(-1, at - 1 - _BESIDE), -1)))
    return [*reversed(above), flow.lines[at], *_lesser(flow, range(at + 1, min(upto, at + 1 + _BESIDE)))]


def _is_paragraph(line: Line) -> bool:
    return sum(map(is_han, line.text)) >= _LONG and any(c in line.text for c in "。，,")


def may_be(line: Line) -> bool:
    """Whether a line can be part of a headline, by its own text."""
    text = fold(line.text)
    apart = any(pattern(p).fullmatch(text) for p in ("facts", "credits", "furniture", "day of publishing"))
    name = pattern("words of an edition").sub("", bare(text))
    return not (line.linked or apart or pattern("newspaper").fullmatch(name) or text.endswith("。"))


def _points(flow: Flow, line: Line, said: Sequence[str]) -> int:
    text = bare(fold(line.text))
    tags = list(around(flow, line))
    if not (sum(map(is_han, text)) >= _FEWEST and len(text) <= _LONGEST and may_be(line)):
        return 0
    if any(t.name == "title" or named(t, "class of a lesser headline") for t in tags[:1]):
        return 0
    points = _SAID * any(text in title for title in said)
    points += _MARKED * (bool(line.heading) or any(named(t, "class of a headline") for t in tags))
    return points + _LARGE * any(map(_large, tags))


def _large(token: Token) -> bool:
    if (size := token.attributes.get("size", "")).isdigit() and token.name == "font":
        return int(size) >= _LARGE_FONT
    found = _SIZE.search(token.attributes.get("style", ""))
    return found is not None and int(found[1]) >= (_LARGE_PT if found[2] == "pt" else _LARGE_PX)


def _lesser(flow: Flow, places: range) -> Iterator[Line]:
    """Yield lines from the title on as long as they are kickers or subtitles."""
    for i in places:
        line = flow.lines[i]
        tags = list(around(flow, line))[:1]
        marked = any(named(t, "class of a lesser headline") for t in tags) or fold(line.text).startswith("--")
        if not marked or not may_be(line) or len(line.text) > _LONGEST:
            return
        yield line
