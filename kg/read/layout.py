"""Lines with places on a sheet become a page's text: columns in reading order under the headline they belong to.

The text looks as good OCR leaves it: one line a column's line, an indent of two blanks where a paragraph begins, a
blank line around headlines and wherever one column does not go on with the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.read.layout_blocks import Block, Piece, Rule, blocks_of, body_size, merged
from kg.read.layout_order import Story, stories
from kg.types import Area

INDENT = "\u3000\u3000"
DOUBTFUL = 0.7
"""A character recognised with less than this is doubtful; right ones lie above 0.9 as a rule."""
_MOST_LINES = 5000
"""Lines of a sheet that are put into columns; more are a table or a drawing, and are read from top to bottom."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """A sheet's text and what is known of its parts; spans point into ``text``."""

    text: str
    areas: tuple[Area, ...]
    headlines: tuple[tuple[int, int], ...]
    doubtful: tuple[tuple[int, int], ...]
    foot: tuple[tuple[int, int], ...] = ()


def arrange(pieces: Sequence[Piece], sheet: int, rules: Iterable[Rule] = ()) -> Arranged:
    """Put the lines of a sheet into reading order.

    Args:
        pieces: the lines, in any order; a piece never runs over a gutter.
        sheet: number of the sheet, for the areas.
        rules: printed lines and frames that part one article from another.
    """
    pieces = [p for p in pieces if p.text.strip()]
    if not pieces:
        return Arranged("", (), (), ())
    size = body_size(pieces)
    if len(pieces) > _MOST_LINES:
        rows = sorted(pieces, key=lambda p: (p.top, p.left))
        return _Writer(sheet).write([Story(None, [Block([p], p.size, large=False, edge=p.left)]) for p in rows])
    pieces = merged(pieces, size)
    lines = tuple(rules)
    return _Writer(sheet).write(stories(blocks_of(pieces, size, lines), size, lines))


class _Writer:
    """Writes stories down, and keeps account of what stands where."""

    def __init__(self, sheet: int) -> None:
        self.sheet = sheet
        self.parts: list[str] = []
        self.length = 0
        self.areas: list[Area] = []
        self.headlines: list[tuple[int, int]] = []
        self.doubtful: list[tuple[int, int]] = []
        self.foot: list[tuple[int, int]] = []

    def write(self, found: Sequence[Story]) -> Arranged:
        """Write all stories, a blank line between them."""
        for story in found:
            self._blank()
            if story.head:
                self._block(story.head)
                self._blank()
            last: Block | None = None
            start = len(self.areas)
            for block in story.body:
                if last is not None and not last.goes_on_in(block):
                    self._blank()
                self._block(block)
                last = block
            if story.foot:
                self.foot += [(a.start, a.end) for a in self.areas[start:]]
        headlines, doubtful, foot = tuple(self.headlines), tuple(self.doubtful), tuple(self.foot)
        return Arranged("".join(self.parts), tuple(self.areas), headlines, doubtful, foot)

    def _blank(self) -> None:
        if self.parts and self.parts[-2:] != ["\n", "\n"]:
            self._put("\n")

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _block(self, block: Block) -> None:
        for piece in block.pieces:
            if block.indented(piece):
                self._put(INDENT)
            start = self.length
            self._put(piece.text)
            left, top, right, bottom = (round(x, 1) for x in piece.stored)
            self.areas.append(Area(start, self.length, self.sheet, left, top, right, bottom))
            if block.large:
                self.headlines.append((start, self.length))
            self.doubtful += [(start + a, start + b) for a, b in _low(piece)]
            self._put("\n")


def _low(piece: Piece) -> list[tuple[int, int]]:
    """Return the runs of a line that were recognised with little confidence."""
    out: list[tuple[int, int]] = []
    for i, confidence in enumerate(piece.confidences):
        if confidence >= DOUBTFUL or not piece.text[i].isalnum():
            continue
        if out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out
