"""The printed lines behind the edges of a picture, cut out of the pages where these are at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from kg.areas import within
from kg.errors import InputError
from kg.ids import parse_evidence
from kg.read.cutout import Sheets, turn_of
from kg.types import Area, Cutout, GraphPart, Source

MOST = 120
"""Cut-outs of one picture; each has some ten thousand bytes."""
_MOST_LINES = 24


def cutouts(part: GraphPart, sources: Mapping[str, Source], *, images: bool = True) -> dict[str, Cutout]:
    """Return where the evidence of a picture's edges is printed, by its address, with the lines cut out.

    Args:
        part: the edges.
        sources: the articles that their evidence names.
        images: cut the lines out of the files; otherwise, and where a file is not at hand, only tell where they stand.
    """
    out: dict[str, Cutout] = {}
    cut = 0
    with Sheets() as sheets:
        for address in _addresses(part):
            article, start, end = parse_evidence(address)
            source = sources.get(article)
            areas = within(source.areas, start, end)[:_MOST_LINES] if source else []
            if not source or not areas or address in out:
                continue
            pieces: list[bytes] = []
            if images and cut < MOST:
                pieces = _pieces(sheets, source, areas)
                cut += bool(pieces)
            first = areas[0]
            place = (first.left, first.top, max(a.right for a in areas), max(a.bottom for a in areas))
            out[address] = Cutout(first.source or source.file or "", first.sheet, place, tuple(pieces))
    return out


def _pieces(sheets: Sheets, source: Source, areas: list[Area]) -> list[bytes]:
    out: list[bytes] = []
    for other, group in groupby(areas, key=lambda a: a.source):
        try:
            turn = turn_of([a for a in source.areas if a.source == other])
            out += sheets.pieces(other or source.file or "", list(group), turn)
        except InputError:
            return []
    return out


def _addresses(part: GraphPart) -> Iterator[str]:
    """Yield the addresses of the edges' evidence, for each edge the latest first."""
    longest = 0
    lists = []
    for edge in part.edges:
        found = edge.properties.get("evidence")
        if isinstance(found, list):
            lists.append(sorted(map(str, found), reverse=True))
            longest = max(longest, len(found))
    for n in range(longest):
        for addresses in lists:
            if n < len(addresses):
                yield addresses[n]
