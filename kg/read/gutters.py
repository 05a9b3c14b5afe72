"""Lines that were found as one although a gutter runs through them, cut at the gutter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.read.ocr import Picture, Quad, cut_out, extent, is_tall

_GAP = 0.7
"""White inside a line, in line heights, that may be a gutter."""
_NEAR = 5.0
"""How far above and below neighbours are asked, in line heights."""
_WITNESSES = 2
_WIDE_GAP = 1.15
"""White that is a gutter as soon as one neighbour ends there; narrower needs so many on either side."""
_LONG = 6
_LARGE = 1.35


def split_at_gutters(picture: Picture, quads: Sequence[Quad]) -> list[Quad]:
    """Return the lines, those cut in two that run over a gutter: white at which the lines above and below end too."""
    usual = sorted(extent(q)[1] for q in quads)[len(quads) // 2] if quads else 0.0
    gaps = {
        i: _gaps(picture, q)
        for i, q in enumerate(quads)
        if extent(q)[0] > _LONG * extent(q)[1] and extent(q)[1] < _LARGE * usual  # headlines stand over gutters
    }
    boxes = np.array([[*q.min(axis=0), *q.max(axis=0)] for q in quads]) if quads else np.zeros((0, 4))
    out: list[Quad] = []
    for i, quad in enumerate(quads):
        cuts = [g for g in gaps.get(i, ()) if _is_gutter(i, g, boxes, gaps, extent(quad)[1])]
        out += _cut(quad, cuts) if cuts else [quad]
    return out


def _gaps(picture: Picture, quad: Quad) -> list[tuple[float, float]]:
    """Return the white stretches inside a line, as places of the picture from left to right."""
    if is_tall(quad):
        return []
    crop = cut_out(picture, quad).mean(axis=2)
    high = len(crop)
    inner = crop[round(0.15 * high) : max(round(0.85 * high), 2)]
    ink = (np.abs(inner - np.median(crop)) > 60).any(axis=0)
    places = np.flatnonzero(ink)
    scale = (quad[:, 0].max() - quad[:, 0].min()) / max(crop.shape[1], 1)
    left = float(quad[:, 0].min())
    steps = np.flatnonzero(np.diff(places) > _GAP * high)
    return [(left + float(places[k]) * scale, left + float(places[k + 1]) * scale) for k in steps]


def _is_gutter(
    i: int, gap: tuple[float, float], boxes: np.ndarray, gaps: dict[int, list[tuple[float, float]]], high: float
) -> bool:
    low, last = gap
    middle = (low + last) / 2
    _, top, _, bottom = boxes[i]
    near = (boxes[:, 1] < bottom + _NEAR * high) & (boxes[:, 3] > top - _NEAR * high)
    near[i] = False
    before = near & (np.abs(boxes[:, 2] - low) < 1.2 * high)
    behind = near & (np.abs(boxes[:, 0] - last) < 1.2 * high)
    across = [
        k
        for k in np.flatnonzero(near & (boxes[:, 0] < middle - high) & (boxes[:, 2] > middle + high))
        if not any(a < middle < b for a, b in gaps.get(int(k), ()))
        and boxes[k][3] - boxes[k][1] < 1.12 * high  # headlines may stand across
    ]
    left, right = int(before.sum()), int(behind.sum())
    return not across and (min(left, right) >= _WITNESSES or (last - low >= _WIDE_GAP * high and left + right > 0))


def _cut(quad: Quad, cuts: Sequence[tuple[float, float]]) -> list[Quad]:
    left, right = float(quad[:, 0].min()), float(quad[:, 0].max())
    wide = max(right - left, 1.0)
    out: list[Quad] = []
    start = 0.0
    for low, last in (*cuts, (right, right)):
        end = (low - left) / wide
        top, bottom = quad[1] - quad[0], quad[2] - quad[3]
        corners = [quad[0] + start * top, quad[0] + end * top, quad[3] + end * bottom, quad[3] + start * bottom]
        out.append(np.asarray(corners, np.float32))
        start = (last - left) / wide
    return out
