"""Characters of a PDF's text layer become lines: by where they stand, in the order in which they were written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from kg.read.glyphs import plain
from kg.read.layout_blocks import Piece
from kg.text import is_han

_APART = 1.25
"""White inside a line at most, in characters: as much as a blank between two letters of a name. A gutter is wider, or
the characters beyond it are written later."""
_BLANK = 0.45
_NARROW = 0.16
"""White that is a blank, in characters; the second where the file says so too."""
_LEAST_UPRIGHT = 3
_STEP = (-0.35, 0.75)
"""White between two characters of a vertical line, in characters."""


@dataclass(frozen=True, slots=True)
class Char:
    """A character and its box: points from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    spaced: bool = False
    """Whether the file has a blank before it."""

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Its middle from left to right."""
        return (self.left + self.right) / 2


def lines(chars: Sequence[Char]) -> list[Piece]:
    """Return the lines of a page; blanks at their ends are dropped, what is printed twice for weight is read once."""
    solid: list[Char] = []
    spaced = False
    for c in _once(chars):
        if not c.text.isspace():
            solid.append(replace(c, spaced=True) if spaced else c)
        spaced = c.text.isspace()
    runs = [run for upright in _upright(solid) for run in upright]
    return [_piece(r, upright=u) for r, u in runs]


def _size(c: Char) -> float:
    """Return the height of the type; the loose box of a full-width character is as wide as its type is high."""
    if c.text < "\x80":
        return c.bottom - c.top
    return c.right - c.left if c.text > "\u2e7f" else max(c.right - c.left, c.bottom - c.top)


def _once(chars: Sequence[Char]) -> Iterator[Char]:
    """Yield characters without second prints (shadows, imitated bold type) of the one before."""
    recent: list[Char] = []
    for c in chars:
        if c.text.isspace():
            yield c
            continue
        if c.right <= c.left:
            continue
        shift = 0.3 * max(c.bottom - c.top, 0.1)
        twin = any(r.text == c.text and abs(r.left - c.left) < shift and abs(r.top - c.top) < shift for r in recent)
        if not twin:
            yield c
        recent = [*recent[-60:], c]


def _upright(chars: Sequence[Char]) -> Iterator[list[tuple[list[Char], bool]]]:
    """Yield runs of characters that stand in one line, and whether it runs downwards."""
    i = 0
    while i < len(chars):
        j = i
        while j + 1 < len(chars) and _below(chars[j], chars[j + 1]):
            j += 1
        if j - i + 1 >= _LEAST_UPRIGHT:
            yield [(list(chars[i : j + 1]), True)]
            i = j + 1
            continue
        j = i
        while j + 1 < len(chars) and _beside(chars[j], chars[j + 1]):
            j += 1
        yield [(list(chars[i : j + 1]), False)]
        i = j + 1


def _below(a: Char, b: Char) -> bool:
    size = max(_size(a), _size(b))
    aside = 0.3 if is_han(a.text) and is_han(b.text) else 0.6
    low, high = _STEP
    return (
        abs(a.centre - b.centre) < aside * size
        and b.middle > a.middle
        and low * size < b.top - a.bottom < high * size
        and (b.left < a.right and a.left < b.right)
    )


def _beside(a: Char, b: Char) -> bool:
    size = max(a.bottom - a.top, b.bottom - b.top)
    gap = b.left - a.right
    return abs(a.middle - b.middle) < 0.45 * size and -0.6 * size < gap < _APART * _size(a if a.text > "\u2e7f" else b)


def _piece(run: Sequence[Char], *, upright: bool) -> Piece:
    wide = [_size(c) for c in run if c.text > "\u2e7f"]
    size = sorted(wide)[len(wide) // 2] if wide else max(c.bottom - c.top for c in run) / 1.3
    text = plain(run[0].text)
    gaps = [_cell(b, size)[0] - _cell(a, size)[1] for a, b in pairwise(run)]
    usual = median(gaps) if gaps else 0.0  # lines that are spread out to fill the column have white everywhere
    for a, b, white in zip(run, run[1:], gaps, strict=False):
        gap = white - max(usual, 0.0)
        least = _NARROW if b.spaced else _BLANK
        blank = not upright and gap > least * size and _words(a, b, gap, size)
        text += " " * blank + plain(b.text)
    left, right = min(c.left for c in run), max(c.right for c in run)
    top, bottom = min(c.top for c in run), max(c.bottom for c in run)
    middle = (top + bottom) / 2
    if not upright:  # the loose box is as high as the font's tallest letters
        top, bottom = max(top, middle - 0.6 * size), min(bottom, middle + 0.6 * size)
    return Piece(text, left, top, right, bottom, size, (left, top, right, bottom), upright)


def _cell(c: Char, size: float) -> tuple[float, float]:
    """Return left and right of a character; some fonts tell only the ink of a narrow one, not the place it takes."""
    if c.text < "\u2e80" or c.right - c.left > 0.9 * size:
        return c.left, c.right
    return c.centre - size / 2, c.centre + size / 2


def _words(a: Char, b: Char, gap: float, size: float) -> bool:
    """Whether white between two characters is a blank; full-width punctuation brings white of its own."""
    return gap > 0.8 * size or not (a.text in "，。、；：" or b.text in "“‘（《")
