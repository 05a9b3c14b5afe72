"""The lines a reader would see of a web page, each character with its place in the source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.read.editions import Part, editions
from kg.read.markup import Kind, characters, tokens
from kg.text import is_han

_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdo",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "img",
        "input",
        "label",
        "mark",
        "nobr",
        "q",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "wbr",
        "o:p",
        "st1:chsdate",
        "st1:personname",
    }
)
"""Tags that do not break a line; every other one does."""
_HEADING = frozenset({"h1", "h2", "h3", "h4"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of visible text."""

    text: str
    places: tuple[int, ...]
    """For each character, where it stands in the source."""
    token: int
    """Index of the token in which it begins."""
    linked: bool
    """All of it is a link."""
    heading: str
    """The heading tag it stands in, ``h1`` to ``h4``, or an empty string."""


class Flow:
    """A page as tokens and as lines."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = tuple(tokens(source))
        self.lines = tuple(self._lines())
        self._begins = [line.token for line in self.lines]
        self._regions: dict[Part, list[tuple[int, int]]] = {}

    def _lines(self) -> Iterator[Line]:
        row: list[tuple[str, int]] = []
        first = links = linked = 0
        heading = ""
        marks = editions().marks
        for n, token in enumerate(self.tokens):
            if token.kind is Kind.TEXT:
                if not row:
                    first = n
                piece = list(characters(self.source, token))
                linked += sum(not c.isspace() for c, _ in piece) if links else 0
                row += piece
                continue
            if token.kind is Kind.COMMENT:
                if token.name.strip() not in marks:
                    continue
            elif token.name == "a":
                links = 1 if token.kind is Kind.START else 0
            if token.name in _INLINE:
                continue
            # a block's tag, or a comment that opens or closes a part
            if line := _line(row, first, linked, heading):
                yield line
            row, linked = [], 0
            if token.name in _HEADING:
                heading = token.name if token.kind is Kind.START else ""
        if line := _line(row, first, linked, heading):
            yield line

    def regions(self, part: Part) -> list[tuple[int, int]]:
        """Return the runs of tokens that a part marks, outermost only, in order."""
        if part in self._regions:
            return self._regions[part]
        out = self._regions[part] = []
        for n, token in enumerate(self.tokens):
            if (not out or n >= out[-1][1]) and part.opens(token):
                out.append((n, self._close(n, part)))
        return out

    def regions_in(self, part: Part, area: tuple[int, int]) -> list[tuple[int, int]]:
        """Return those runs that begin inside a run of tokens."""
        found = self.regions(part)
        return found[bisect_left(found, area[0], key=_start) : bisect_left(found, area[1], key=_start)]

    def _close(self, opening: int, part: Part) -> int:
        name, depth = self.tokens[opening].name, 0
        for n in range(opening, len(self.tokens)):
            token = self.tokens[n]
            if part.comment is not None:
                if part.closes(token):
                    return n
            elif token.name == name and token.kind in (Kind.START, Kind.END):
                depth += 1 if token.kind is Kind.START else -1
                if depth == 0:
                    return n
        return len(self.tokens)

    def within(self, region: tuple[int, int]) -> list[Line]:
        """Return the lines that begin inside a run of tokens."""
        return list(self.lines[bisect_left(self._begins, region[0]) : bisect_left(self._begins, region[1])])

    def index(self, line: Line) -> int:
        """Return where a line stands among the lines."""
        return bisect_left(self._begins, line.token)


def _start(region: tuple[int, int]) -> int:
    return region[0]


def _line(row: Sequence[tuple[str, int]], token: int, linked: int, heading: str) -> Line | None:
    """Return a line without outer blanks; breaks that the file's own layout put between Chinese characters go."""
    kept = list(_tidy(row))
    while kept and kept[-1][0].isspace():
        kept.pop()
    if not kept:
        return None
    text = "".join(c for c, _ in kept)
    visible = sum(not c.isspace() for c in text)
    return Line(text, tuple(p for _, p in kept), token, linked >= visible, heading)


def _tidy(row: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    blanks: list[tuple[str, int]] = []
    before = ""
    for char, place in row:
        if char in "\u200b\u200c\u200d\ufeff":
            continue
        if char.isspace():
            blanks.append((char, place))
            continue
        if blanks and before:
            broken = any(c == "\n" for c, _ in blanks) and is_han(before) and is_han(char)
            if not broken:
                blank, at = blanks[0]
                yield (" " if blank in "\n\t\r\v\f" else blank), at
        blanks = []
        before = char
        yield char, place
