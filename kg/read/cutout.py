"""Pieces of the printed page, cut out of the file they were read from."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.read.base import SNIFFED
from kg.read.image import IMAGE, MOST_PIXELS
from kg.read.layout_blocks import Box, overlap
from kg.read.pdf import PDF, opened
from kg.types import Area

_WIDEST = 900
"""Pixels of a piece at most, each way."""
_DOTS = 150
"""Dots an inch of a piece of a PDF."""
_QUALITY = 72
_MARGIN = 0.35
"""White around a piece, in line heights."""


class Sheets:
    """The files that pieces are cut out of, each opened once; use it in a ``with`` statement."""

    def __init__(self) -> None:
        self._open: dict[str, Any] = {}
        self._close: list[Any] = []

    def __enter__(self) -> Sheets:
        return self

    def __exit__(self, *_: object) -> None:
        for thing in reversed(self._close):
            thing.__exit__(None, None, None)

    def pieces(self, source: str, areas: Sequence[Area], turn: int = 0) -> list[bytes]:
        """Return the pieces of a page that hold some lines: one JPEG for each column that they stand in.

        Args:
            source: path of the file, with or without ``#page=``.
            areas: the lines, of one file, in the order of the text.
            turn: quarter turns to the left that put the page upright (``turn_of``).

        Raises:
            InputError: the file is not there, or cannot be read.
        """
        path = Path(source.partition("#page=")[0])
        found = []
        for sheet, box in boxes(areas, turn):
            try:
                found.append(_jpeg(self._cut(path, sheet, box).rotate(90 * turn, expand=True)))
            except InputError:
                raise
            except Exception as e:  # the file may have become anything since it was read
                raise InputError(f"cannot be cut out of ({type(e).__name__}); fetch the file again") from e
        return found

    def _cut(self, path: Path, sheet: int, box: Box) -> Any:
        key = str(path)
        if key not in self._open:
            context = _opened(path)
            self._open[key] = context.__enter__()
            self._close.append(context)
        kind, thing = self._open[key]
        return _cut_pdf(thing, sheet, box) if kind == "pdf" else _cut_image(thing, sheet, box)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[str, Any]]:
    if not path.is_file():
        raise InputError("is not there any more")
    with path.open("rb") as f:
        head = f.read(SNIFFED)
    if PDF.sniff(head):
        with opened(path) as document:
            yield "pdf", document
    elif IMAGE.sniff(head):
        try:
            from PIL import Image
        except ImportError as e:
            raise InputError("needs further packages; install union-news-graph[ocr]") from e
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(path)
        with image:
            if image.width * image.height > MOST_PIXELS:
                raise InputError("has too many pixels")
            yield "image", image
    else:
        raise InputError("is neither a PDF nor an image any more")


def _cut_pdf(document: Any, sheet: int, box: Box) -> Any:
    with closing(document[sheet - 1]) as page:
        wide, high = page.get_size()
        left, top, right, bottom = _within(box, wide, high)
        scale = min(_DOTS / 72, _WIDEST / max(right - left, bottom - top, 1.0))
        margins = (left, high - bottom, wide - right, top)
        return page.render(scale=scale, crop=margins, may_draw_forms=False).to_pil()


def _cut_image(image: Any, sheet: int, box: Box) -> Any:
    if image.tell() != sheet - 1:
        image.seek(sheet - 1)
    piece = image.crop(tuple(round(x) for x in _within(box, image.width, image.height)))
    piece.thumbnail((_WIDEST, _WIDEST))
    return piece


def _within(box: Box, wide: float, high: float) -> Box:
    left, top, right, bottom = box
    if left >= wide or top >= high or right <= 0 or bottom <= 0:
        raise InputError("has another size than when it was read")
    return max(left, 0.0), max(top, 0.0), min(right, wide), min(bottom, high)


def _jpeg(piece: Any) -> bytes:
    out = io.BytesIO()
    piece.convert("L").save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def turn_of(areas: Sequence[Area]) -> int:
    """Return how many quarter turns to the left put a page upright, from how an article's lines follow each other."""
    tall = sum(a.bottom - a.top > a.right - a.left for a in areas) * 2 > len(areas)
    first = [a.left if tall else a.top for a in areas]
    onward = sum((b > a) - (b < a) for a, b in pairwise(first))
    if tall:
        return 3 if onward >= 0 else 1
    return 0 if onward >= 0 else 2


def _turned(box: Box, turn: int) -> Box:
    """Return a box after quarter turns to the left about the corner of the page."""
    for _ in range(turn % 4):
        left, top, right, bottom = box
        box = (top, -right, bottom, -left)
    return box


def boxes(areas: Sequence[Area], turn: int = 0) -> list[tuple[int, Box]]:
    """Return sheet and box of the pieces that hold some lines: those below each other are one piece."""
    out: list[tuple[int, Box]] = []
    for a in areas:
        here = _turned((a.left, a.top, a.right, a.bottom), turn)
        if out:
            sheet, box = out[-1]
            line = max(here[3] - here[1], 1.0)
            below = -line < here[1] - box[3] < 1.5 * line and overlap(box[0], box[2], here[0], here[2]) > 0.5
            if sheet == a.sheet and below:
                out[-1] = (sheet, _union(box, here))
                continue
        out.append((a.sheet, here))
    least = min((min(a.bottom - a.top, a.right - a.left) for a in areas), default=0.0)
    return [(sheet, _turned(_wider(box, _MARGIN * least), -turn)) for sheet, box in out]


def _union(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _wider(box: Box, margin: float) -> Box:
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin
