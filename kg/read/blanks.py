"""Blanks inside recognised lines: between the letters of a name, between post and name. Recognition leaves them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from kg.text import is_han

_WHITE = 0.17
"""White beyond that between the line's other characters, in line heights, that makes a blank."""
_STEP = 0.1
"""How much further apart the characters must have been recognised, in the line's usual steps."""
_LEAST = 4


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a line says."""

    text: str
    confidences: tuple[float, ...]
    """Of each character, 0 to 1."""

    @property
    def confidence(self) -> float:
        """Of the line."""
        return sum(self.confidences) / len(self.confidences) if self.confidences else 0.0


def with_blanks(line: Recognised, crop: NDArray[np.uint8], centres: Sequence[float]) -> Recognised:
    """Return a line with a blank wherever two Chinese characters stand clearly further apart than the others.

    Ink and recognition must agree: narrow characters (日, 一) have white beside them, and recognition places characters
    only roughly.

    Args:
        line: what was recognised.
        crop: the line's part of the picture.
        centres: where each character was recognised, in pixels from the left.
    """
    pairs = [i for i in range(len(line.text) - 1) if is_han(line.text[i]) and is_han(line.text[i + 1])]
    if len(pairs) < _LEAST:
        return line
    high = len(crop)
    grey = crop.mean(axis=2)
    dark = (np.abs(grey - np.median(grey)) > 60)[round(0.12 * high) : max(round(0.88 * high), 2)].any(axis=0)
    white = {i: _white(dark, centres[i], centres[i + 1]) for i in pairs}
    steps = {i: centres[i + 1] - centres[i] for i in pairs}
    usual, step = median(white.values()), median(steps.values())
    blanks = {i for i in pairs if white[i] > usual + _WHITE * high and steps[i] > (1 + _STEP) * step}
    if not blanks or len(blanks) > len(pairs) / 2:
        return line
    text, confidences = "", []
    for i, (char, confidence) in enumerate(zip(line.text, line.confidences, strict=True)):
        text += char
        confidences.append(confidence)
        if i in blanks:
            text += " "
            confidences.append(1.0)
    return Recognised(text, tuple(confidences))


def _white(dark: NDArray[np.bool_], start: float, end: float) -> int:
    """Return the longest stretch without ink between two places."""
    part = dark[max(round(start), 0) : round(end) + 1]
    edges = np.flatnonzero(np.concatenate(([True], part, [True])))
    return int(np.diff(edges).max()) - 1
