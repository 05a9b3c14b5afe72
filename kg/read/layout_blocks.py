"""Lines of a sheet become blocks: the lines of one column that stand directly below each other, or of one headline."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.text import width

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; down the sheet the numbers grow."""
Rule = Box
"""A printed line or frame."""

LARGE = 1.22
"""Type that is so many times the body's is a headline's, or the newspaper's name."""
_GAP = 0.95
"""White between two lines of a column, in characters; newspapers set less than one."""
_HEAD_GAP = 0.8
_MUCH_LARGER = 1.8
_KICKER_GAP = 0.5
"""White between two lines of a headline at most, in characters of the larger, of the smaller where they differ much."""
_BESIDE = {False: 0.4, True: 0.75}
"""White between two parts of one line at most, in characters, by whether it is large type; gutters are wider."""
_SHORT = 6
_SIGNATURE = re.compile(r"[(（][^()（）。]{2,20}[)）]$")
_INDENT = (1.3, 3.4)
_SENTENCE_ENDS = "。！？!?…"
_CLOSERS = "”’」』》）)】〕"


@dataclass(slots=True)
class Piece:
    """A line of one column, or a headline's line."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    """Height of a full-width character."""
    stored: Box
    """Where it stands in the file's own measure; the other places are those of the sheet put upright."""
    upright: bool = False
    """Its characters stand below each other."""
    confidences: tuple[float, ...] = ()
    """Of each character, where they were recognised."""


@dataclass(slots=True)
class Block:
    """Lines that belong together."""

    pieces: list[Piece]
    size: float
    large: bool
    edge: float = 0.0
    """Where the lines of the column begin that are not indented."""
    left: float = field(init=False)
    top: float = field(init=False)
    right: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Take the box from the lines."""
        self.left = min(p.left for p in self.pieces)
        self.top = min(p.top for p in self.pieces)
        self.right = max(p.right for p in self.pieces)
        self.bottom = max(p.bottom for p in self.pieces)

    @property
    def upright(self) -> bool:
        """Whether its lines run downwards."""
        return self.pieces[0].upright

    def indented(self, piece: Piece) -> bool:
        """Whether a line is set in as the first of a paragraph."""
        low, high = _INDENT
        return not self.large and low * self.size <= piece.left - self.edge <= high * self.size

    @property
    def fresh(self) -> bool:
        """Whether a paragraph begins with the block."""
        return self.indented(self.pieces[0])

    @property
    def closed(self) -> bool:
        """Whether a sentence ends with the block."""
        end = _SIGNATURE.sub("", self.pieces[-1].text.rstrip()).rstrip(_CLOSERS)
        return end[-1:] in tuple(_SENTENCE_ENDS)

    def goes_on_in(self, other: Block) -> bool:
        """Whether the text can run from the end of this block into another one of its story."""
        return (self.closed or not other.fresh) and abs(self.size - other.size) <= 0.12 * self.size


def body_size(pieces: Sequence[Piece]) -> float:
    """Return the size of type that most of the sheet's characters have."""
    sizes = sorted((p.size, len(p.text)) for p in pieces if not p.upright) or [(p.size, len(p.text)) for p in pieces]
    half = sum(n for _, n in sizes) / 2
    for size, n in sizes:
        half -= n
        if half <= 0:
            return size
    return sizes[-1][0]


def natural_size(text: str, wide: float, high: float) -> float:
    """Return the size of type of a line from its box: letters set apart make it wide, a loose box makes it high."""
    units = width(text) / 2
    return min(high, wide / units) if units else high


def merged(pieces: Sequence[Piece], size: float) -> list[Piece]:
    """Return the lines, those put together that stand close beside each other: bold words, words in quotation marks.

    Args:
        pieces: the lines.
        size: the body's size of type.
    """
    out: list[Piece] = []
    rows: defaultdict[int, list[Piece]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda p: p.left):
        row = int((piece.top + piece.bottom) / 2 / size)
        for other in (*rows[row - 1], *rows[row], *rows[row + 1]):
            if other.upright or piece.upright or not 0.75 < piece.size / other.size < 1.33:
                continue
            level = abs((other.top + other.bottom) - (piece.top + piece.bottom)) < 0.5 * piece.size
            gap = piece.left - other.right
            if level and -0.3 * piece.size < gap < _BESIDE[piece.size >= LARGE * size] * piece.size:
                _append(other, piece)
                break
        else:
            out.append(piece)
            rows[row].append(piece)
    return out


def _append(line: Piece, more: Piece) -> None:
    if line.confidences or more.confidences:
        known = [p.confidences or (1.0,) * len(p.text) for p in (line, more)]
        line.confidences = (*known[0], *known[1])
    line.text += more.text
    line.right = max(line.right, more.right)
    line.top, line.bottom = min(line.top, more.top), max(line.bottom, more.bottom)
    a, b = line.stored, more.stored
    line.stored = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def blocks_of(pieces: Sequence[Piece], size: float, rules: Sequence[Rule] = ()) -> list[Block]:
    """Return the blocks of a sheet.

    Args:
        pieces: the lines.
        size: the body's size of type.
        rules: printed lines; no block runs over one.
    """
    across = [r for r in rules if r[3] - r[1] < 0.5 * size and r[2] - r[0] > 3 * size]
    out: list[Block] = []
    for piece in sorted(pieces, key=lambda p: (p.top, p.left)):
        large = piece.upright or piece.size >= LARGE * size
        fitting = [
            b
            for b in out
            if b.large == large
            and b.upright == piece.upright
            and _joins(b, piece, size)
            and not any(_ruled_off(b, piece, r) for r in across)
        ]
        if fitting:
            home = max(fitting, key=lambda b: (b.bottom, -abs(b.left - piece.left)))
            home.pieces.append(piece)
            home.measure()
        else:
            out.append(Block([piece], piece.size, large))
    for block in out:
        block.pieces.sort(key=lambda p: (-p.left, p.top) if p.upright else (p.top, p.left))
        sizes = sorted(p.size for p in block.pieces if block.large or len(p.text) > _SHORT)
        if sizes:
            block.size = sizes[-1] if block.large else sizes[len(sizes) // 2]
        elif 0.7 * size < block.size < LARGE * size:  # a few characters do not tell it
            block.size = size
    _find_edges(out)
    return out


def _joins(block: Block, piece: Piece, size: float) -> bool:
    """Whether a line goes on with a block that ends above it (for upright lines: stands beside it)."""
    last = block.pieces[-1]
    if piece.upright:
        apart = max(block.left - piece.right, piece.left - block.right)
        return apart < _HEAD_GAP * piece.size and overlap(block.top, block.bottom, piece.top, piece.bottom) > 0.5
    gap = piece.top - last.bottom
    if block.large:
        small, big = sorted((piece.size, last.size))
        near = gap < (_HEAD_GAP * big if big < _MUCH_LARGER * small else _KICKER_GAP * small)
        below = piece.top > last.top + 0.5 * last.size
        return near and below and overlap(block.left, block.right, piece.left, piece.right) > 0.6
    if not -0.5 * size < gap < _GAP * size or not _alike(block, piece):
        return False
    # the first line of a paragraph is set in; what goes on below it may be one word
    left = block.left - _INDENT[1] * size if len(block.pieces) == 1 else block.left
    if overlap(left, block.right, piece.left, piece.right) < 0.5:
        return False
    lefts = abs(piece.left - block.left) <= 3 * size
    rights = abs(piece.right - block.right) <= size
    centred = abs(piece.left + piece.right - block.left - block.right) <= 2 * size
    wider = len(block.pieces) > 2 and piece.right > block.right + 2 * size
    return (lefts or rights or centred) and not wider


def _alike(block: Block, piece: Piece) -> bool:
    """Whether a line is set in the type of a block; the size of a short line is known less well."""
    low, high = (0.84, 1.19) if len(piece.text) > _SHORT else (0.7, 1.3)
    sizes = sorted(p.size for p in block.pieces if len(p.text) > _SHORT)
    size = sizes[len(sizes) // 2] if sizes else block.size
    if low < piece.size / size < high:
        return True
    # a line spread out to fill the column is as high as the others
    heights = sorted(p.bottom - p.top for p in block.pieces)
    return 0.7 < piece.size / size < 1.35 and 0.8 < (piece.bottom - piece.top) / heights[len(heights) // 2] < 1.25


def _ruled_off(block: Block, piece: Piece, rule: Rule) -> bool:
    left, top, right, bottom = rule
    middle = (top + bottom) / 2
    return (
        not piece.upright
        and block.pieces[-1].top < middle < piece.bottom
        and block.pieces[-1].bottom - 0.4 * piece.size < middle < piece.top + 0.4 * piece.size
        and overlap(left, right, piece.left, piece.right) > 0.6
    )


def overlap(a: float, b: float, c: float, d: float) -> float:
    """Return what two stretches have in common, as a share of the shorter one."""
    return (min(b, d) - max(a, c)) / max(min(b - a, d - c), 0.1)


def _find_edges(blocks: Sequence[Block]) -> None:
    """Find where each column begins; for the shortest blocks, other columns at the same place tell."""
    known = [min(p.left for p in b.pieces) for b in blocks if not b.large and len(b.pieces) >= 3]
    for block in blocks:
        block.edge = block.left
        if len(block.pieces) >= 3 or block.large:
            continue
        for edge in known:
            if -0.5 * block.size < block.left - edge <= _INDENT[1] * block.size:
                block.edge = min(block.edge, edge)
