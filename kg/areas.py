"""Places on printed sheets as one string, for stores that keep no lists of lists."""

from __future__ import annotations

import json
from collections.abc import Sequence

from kg.types import Area

Row = list[int | float | str]


def row(area: Area) -> Row:
    """Return an area as a list: start, end, sheet, left, top, right, bottom and, where it is another's, the source."""
    out: Row = [area.start, area.end, area.sheet, area.left, area.top, area.right, area.bottom]
    return [*out, area.source] if area.source else out


def encode(areas: Sequence[Area]) -> str | None:
    """Return areas as a string, None where there are none."""
    return json.dumps([row(a) for a in areas], ensure_ascii=False, separators=(",", ":")) if areas else None


def decode(text: str | None) -> tuple[Area, ...]:
    """Return the areas that ``encode`` wrote; what it did not write gives none."""
    try:
        rows = json.loads(text) if text else []
        return tuple(
            Area(
                int(start),
                int(end),
                int(sheet),
                float(left),
                float(top),
                float(right),
                float(bottom),
                *map(str, more[:1]),
            )
            for start, end, sheet, left, top, right, bottom, *more in rows
        )
    except (ValueError, TypeError):
        return ()


def within(areas: Sequence[Area], start: int, end: int) -> list[Area]:
    """Return the areas of a part of the text."""
    return [a for a in areas if a.start < end and a.end > start]
