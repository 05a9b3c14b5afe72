"""Text recognition, offline: where lines of text stand in an image, and what they say. The models are in the wheel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.errors import InputError
from kg.read.blanks import Recognised, with_blanks

EXTRA = "needs further packages; install union-news-graph[ocr]"
Picture = NDArray[np.uint8]
"""Rows, columns, and red, green and blue (the models take any order)."""
Quad = NDArray[np.float32]
"""Four corners (x, y): upper left, upper right, lower right, lower left of a line of text."""

_PARAMETERS = {
    "Global.log_level": "error",
    "Global.use_cls": False,
    "Global.use_preprocess_img": False,
    "Global.return_word_box": True,
    "Det.limit_side_len": 64,
}
_STRIP = 1600
_SHARED = 200
"""Pixels: height of the strips in which a page is searched for lines (it bounds memory), and what they share."""
_TALL = 1.6
_PITCH = (0.85, 1.5)
"""Height of a vertical line's characters, as shares of their width."""
_BATCH = 64


@cache
def _engine() -> Any:
    """Return the engine, loaded once a process.

    Raises:
        InputError: the extra is missing.
    """
    try:
        from rapidocr import RapidOCR
    except ImportError as e:
        raise InputError(EXTRA) from e
    return RapidOCR(params=dict(_PARAMETERS))


def available() -> None:
    """Raise InputError where the extra is missing."""
    _engine()


def find_lines(picture: Picture) -> list[Quad]:
    """Return where lines of text stand, searched strip by strip."""
    high = len(picture)
    out: list[Quad] = []
    top = 0
    while True:
        bottom = min(top + _STRIP, high)
        if bottom + _SHARED >= high:
            bottom = high
        for quad in _lines_in(picture[top:bottom]):
            low, last = quad[:, 1].min(), quad[:, 1].max()
            cut = (top > 0 and low < 4) or (bottom < high and last > bottom - top - 4)
            moved = quad + np.array([0, top], np.float32)
            if not cut and not any(_same(moved, other) for other in out[-400:]):
                out.append(moved)
        if bottom >= high:
            return out
        top = bottom - _SHARED


def _lines_in(picture: Picture) -> list[Quad]:
    if min(picture.shape[:2]) < 8:
        return []
    found = _engine()(picture, use_det=True, use_cls=False, use_rec=False)
    boxes = found.boxes
    return [] if boxes is None else [np.asarray(box, np.float32) for box in boxes]


def _same(a: Quad, b: Quad) -> bool:
    """Whether two boxes cover the same line."""
    return covered(a, b) > 0.5 or covered(b, a) > 0.5


def covered(a: Quad, b: Quad) -> float:
    """Return which share of the first one's upright box the second one's covers."""
    (left, top), (right, bottom) = a.min(axis=0), a.max(axis=0)
    (left2, top2), (right2, bottom2) = b.min(axis=0), b.max(axis=0)
    common = max(0.0, float(min(right, right2) - max(left, left2))) * max(
        0.0, float(min(bottom, bottom2) - max(top, top2))
    )
    return common / max(1.0, float((right - left) * (bottom - top)))


def recognise(picture: Picture, quads: Sequence[Quad]) -> list[Recognised]:
    """Return what the lines say; what cannot be read is the empty text."""
    out: list[Recognised] = []
    for first in range(0, len(quads), _BATCH):
        crops = [cut_out(picture, q) for q in quads[first : first + _BATCH]]
        found = _engine().recognize_txt(crops)
        for crop, text, words in zip(crops, found.txts, found.word_results, strict=True):
            line = Recognised(text, _confidences(text, words))
            columns = [c for word in words.word_cols for c in word] if words is not None else []
            if len(columns) == len(text):
                centres = [(c + 0.5) * crop.shape[1] / words.line_txt_len for c in columns]
                line = with_blanks(line, crop, centres)
            out.append(line)
    return out


def _confidences(text: str, words: Any) -> tuple[float, ...]:
    """Return the confidence of each character; blanks take their neighbour's."""
    given = iter([float(c) for c in (words.confs if words is not None else ())])
    out: list[float] = []
    for c in text:
        out.append(out[-1] if c.isspace() and out else next(given, out[-1] if out else 0.0))
    return tuple(out)


def is_tall(quad: Quad) -> bool:
    """Whether a box holds characters below each other."""
    wide, high = extent(quad)
    return high > _TALL * wide


def extent(quad: Quad) -> tuple[float, float]:
    """Return width and height of a box along its own sides."""
    wide = max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[3] - quad[2]))
    high = max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]))
    return float(wide), float(high)


def cut_out(picture: Picture, quad: Quad) -> Picture:
    """Return a line's part of the picture, put straight; the characters of a vertical line are laid side by side."""
    import cv2

    wide, high = (max(2, round(x)) for x in extent(quad))
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    turn = cv2.getPerspectiveTransform(np.ascontiguousarray(quad, np.float32), corners)
    out: Picture = np.asarray(
        cv2.warpPerspective(picture, turn, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE),
        np.uint8,
    )
    return _laid_flat(out) if is_tall(quad) else out


def _laid_flat(column: Picture) -> Picture:
    """Return a vertical line as a horizontal one: its characters, all of one height, side by side."""
    high, wide = column.shape[:2]
    grey = column.mean(axis=2)
    ground = float(np.median(grey))
    dark = np.abs(grey - ground) > 60
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    first, last = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, high)
    ink = dark.mean(axis=1)
    pitch, start = _pitch(ink, first, last, float(columns[-1] - columns[0] + 1 if len(columns) else wide))
    cuts = np.clip(np.round(np.arange(start, last + 0.6 * pitch, pitch)), 0, high).astype(int)
    cells = [(int(a), int(b)) for a, b in pairwise(cuts) if b > a and ink[a:b].any()]
    side = max([wide, *(b - a for a, b in cells)])
    out = np.full((side, side * max(1, len(cells)), 3), round(ground), np.uint8)
    for n, (a, b) in enumerate(cells):
        down, right = (side - (b - a)) // 2, n * side + (side - wide) // 2
        out[down : down + b - a, right : right + wide] = column[a:b]
    return out


def _pitch(ink: NDArray[np.float64], first: int, last: int, wide: float) -> tuple[float, float]:
    """Return the height of a vertical line's characters and where the first begins: cuts run through least ink.

    Args:
        ink: share of dark points in each row.
        first: first row with ink.
        last: row behind the last one with ink.
        wide: width of the ink, which is nearly that of a character.
    """
    padded = np.pad(ink, 1, mode="edge")
    ink = np.minimum(np.minimum(padded[:-2], padded[1:-1]), padded[2:])
    best = (float("inf"), wide, float(first))
    for pitch in np.arange(_PITCH[0] * wide, _PITCH[1] * wide, 0.2):
        for shift in np.linspace(-0.3, 0.05, 8) * pitch:
            cuts = np.arange(first + shift, last, pitch)[1:]
            cost = float(ink[cuts.astype(int)].mean()) if len(cuts) else 0.2
            best = min(best, (cost + 0.1 * abs(pitch / wide - 1.05), float(pitch), float(first + shift)))
    return best[1], best[2]
