"""A picture of a page, put upright and to a size at which its lines can be recognised."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.read.blanks import Recognised
from kg.read.glyphs import plain
from kg.read.gutters import split_at_gutters
from kg.read.layout_blocks import Box, Piece, Rule, natural_size
from kg.read.ocr import Picture, Quad, covered, extent, find_lines, is_tall, recognise
from kg.text import is_han

Matrix = NDArray[np.float64]
"""Three by three; takes places of the picture at hand to places of the file."""

_COARSE = 1600
"""Longest side of the picture in which lines are looked for first, in pixels."""
_FOUND = 20.0
_FOUND_AT_ONCE = 17.0
"""Height of a body's line, in pixels, at which it is found well, and at which the first search will do."""
_LINE = 36.0
"""Height of a body's line, in pixels, beyond which it is not recognised any better."""
_MOST = 14_000_000
"""Pixels of the picture that is recognised."""
_SAMPLE = 8
_SURE = 0.6
"""Sure characters for each square of a line's length from which on a page need not be tried the other way up."""
_LEAST = 0.5
"""A line recognised with less than this is a picture's detail, not text."""
_LINES_DOWN = 0.7
_SKEW = 0.004
"""Radians from which on a page is put straight."""


class Turned:
    """A picture that stands upright, and how it came from the file's."""

    def __init__(self, picture: Picture, to_file: Matrix, quads: Sequence[Quad]) -> None:
        self.picture, self.to_file, self.quads = picture, to_file, quads
        self.skew = 0.0

    def pieces(self) -> list[Piece]:
        """Return the lines of the page."""
        quads = split_at_gutters(self.picture, self.quads)
        found = [
            (quad, words)
            for quad, words in zip(quads, recognise(self.picture, quads), strict=True)
            if words.text.strip() and words.confidence >= _LEAST
        ]
        self.skew = _skew([quad for quad, _ in found])
        return [self._piece(quad, words) for quad, words in found]

    def rules(self) -> list[Rule]:
        """Return the printed lines, long and thin, that part articles."""
        if abs(self.skew) > _SKEW * 3:
            return []
        import cv2

        grey = cv2.cvtColor(self.picture, cv2.COLOR_RGB2GRAY)
        dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
        out: list[Rule] = []
        least = max(80, round(0.05 * max(grey.shape)))
        for kernel in ((least, 1), (1, least)):
            lines = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8))
            _, _, boxes, _ = cv2.connectedComponentsWithStats(lines)
            for left, top, wide, high, _ in boxes[1:2000]:
                if min(wide, high) <= 8:
                    out.append((float(left), float(top), float(left + wide), float(top + high)))
        return out

    def _piece(self, quad: Quad, words: Recognised) -> Piece:
        text = "".join(map(plain, words.text))
        wide, high = extent(quad)
        upright = is_tall(quad) and len(text) > 1
        centre = quad.mean(axis=0)
        x, y = _rotated(float(centre[0]), float(centre[1]), -self.skew)
        size = natural_size(text, high, wide) if upright else natural_size(text, wide, high)
        box: Box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        return Piece(text, *box, size, self._stored(quad), upright, words.confidences)

    def _stored(self, quad: Quad) -> Box:
        places = self.to_file @ np.vstack([quad.T.astype(np.float64), np.ones(4)])
        left, top = places[:2].min(axis=1)
        right, bottom = places[:2].max(axis=1)
        return float(left), float(top), float(right), float(bottom)


def turned(picture: Any, wide: float, high: float) -> Turned:
    """Return a page put upright.

    Args:
        picture: a PIL image in colours; its EXIF orientation is in ``info["orientation"]``.
        wide: width of the page in the file's own measure.
        high: height of the page in that measure.
    """
    from PIL import Image

    to_file = np.diag([wide / picture.width, high / picture.height, 1.0])
    orientation = picture.info.get("orientation", 1)
    # each orientation of EXIF is a mirroring and some quarter turns
    if orientation in (2, 4, 5, 7):
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        to_file = to_file @ np.array([[-1, 0, picture.width], [0, 1, 0], [0, 0, 1.0]])
    quarters = {3: 2, 4: 2, 5: 1, 6: 3, 7: 3, 8: 1}.get(orientation, 0)
    picture, to_file = _turn(picture, to_file, quarters)
    small, scale = _scaled(picture, min(1.0, _COARSE / max(picture.size)))
    quads = find_lines(small)
    quarters = _quarters(small, quads)
    if quarters:
        picture, to_file = _turn(picture, to_file, quarters)
        small, scale = _scaled(picture, scale)
        quads = find_lines(small)
    height = _line_height(quads) / scale
    array, fine = _scaled(picture, min(_most(picture, _MOST), _LINE / height))
    quads = [quad * np.float32(fine / scale) for quad in quads]
    wanted = min(fine, _FOUND / height)
    if height * scale < _FOUND_AT_ONCE and wanted > 1.1 * scale:
        better, wanted = _scaled(picture, wanted)
        found = [quad * np.float32(fine / wanted) for quad in find_lines(better)]
        # what is larger than a strip shares with the next is whole only in the first search
        quads = found + [q for q in quads if not any(covered(q, f) > 0.4 or covered(f, q) > 0.5 for f in found)]
    return Turned(array, to_file @ np.diag([1 / fine, 1 / fine, 1.0]), quads)


def _scaled(picture: Any, scale: float) -> tuple[Picture, float]:
    from PIL import Image

    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    smaller = picture if size == picture.size else picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    return np.asarray(smaller), size[0] / picture.width


def _turn(picture: Any, to_file: Matrix, quarters: int) -> tuple[Any, Matrix]:
    """Return the picture after quarter turns to the left."""
    from PIL import Image

    turns = (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    turn = turns[quarters]
    if turn is None:
        return picture, to_file
    wide, high = picture.size
    back = {
        1: np.array([[0, -1, wide], [1, 0, 0], [0, 0, 1.0]]),
        2: np.array([[-1, 0, wide], [0, -1, high], [0, 0, 1.0]]),
        3: np.array([[0, 1, 0], [-1, 0, high], [0, 0, 1.0]]),
    }[quarters]
    return picture.transpose(turn), to_file @ back


def _quarters(picture: Picture, quads: Sequence[Quad]) -> int:
    """Return by how many quarters to the left a page must be turned to stand upright: what reads best."""
    if len(quads) < 3:
        return 0
    longest = sorted(quads, key=lambda q: -max(extent(q)))[: 3 * _SAMPLE]
    tall = sum(map(is_tall, longest)) > _LINES_DOWN * len(longest)
    sample = longest[:_SAMPLE]
    first, second = (1, 3) if tall else (0, 2)
    reads = _readable(picture, sample, first)
    if reads > _SURE:
        return first
    return second if _readable(picture, sample, second) > reads else first


def _readable(picture: Picture, quads: Sequence[Quad], quarters: int) -> float:
    """Return how well lines read after quarter turns to the left: what share of them is sure Chinese characters."""
    # turning a line is taking its corners in another order
    found = recognise(picture, [np.roll(q, -quarters, axis=0) for q in quads])
    sure = sum(c for words in found for char, c in zip(words.text, words.confidences, strict=True) if is_han(char))
    return sure / sum(max(extent(q)) / max(min(extent(q)), 1.0) for q in quads)


def _most(picture: Any, pixels: int) -> float:
    """Return how much of its size a picture may keep to have no more than so many pixels."""
    return min(1.0, math.sqrt(pixels / (picture.width * picture.height)))


def _line_height(quads: Sequence[Quad]) -> float:
    """Return the height of most lines, in pixels."""
    heights = sorted(min(extent(q)) for q in quads)
    return max(heights[len(heights) // 3], 4.0) if heights else _FOUND


def _skew(quads: Sequence[Quad]) -> float:
    """Return by which angle lines fall to the right, in radians; 0 where they do not agree."""
    angles = []
    for quad in quads:
        wide, high = extent(quad)
        if wide > 5 * high:
            along = quad[1] + quad[2] - quad[0] - quad[3]
            angles.append(math.atan2(float(along[1]), float(along[0])))
    if len(angles) < 3:
        return 0.0
    found = median(angles)
    return found if abs(found) > _SKEW else 0.0


def _rotated(x: float, y: float, angle: float) -> tuple[float, float]:
    cos, sin = math.cos(angle), math.sin(angle)
    return x * cos - y * sin, x * sin + y * cos
