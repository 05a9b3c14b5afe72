"""What a page knows of its text's places and doubts, carried over to the articles made of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.types import Area, Page, Run, Segmented


def placed(page: Page, segmented: Segmented) -> Segmented:
    """Return a page's articles with the areas and the doubtful runs of their text."""
    if not page.areas and not page.doubtful:
        return segmented
    starts = [a.start for a in page.areas]
    articles = tuple(
        replace(
            a,
            areas=_areas(page.areas, starts, a.origin),
            doubtful=tuple((s, e) for _, s, e in _carried(page.doubtful, [d[0] for d in page.doubtful], a.origin)),
        )
        for a in segmented.articles
    )
    return replace(segmented, articles=articles)


def _areas(areas: Sequence[Area], starts: Sequence[int], origin: Sequence[Run]) -> tuple[Area, ...]:
    found = _carried([(a.start, a.end) for a in areas], starts, origin)
    out: list[Area] = []
    for i, start, end in found:
        if out and out[-1].end == start and _place(out[-1]) == _place(areas[i]):
            start = out.pop().start
        out.append(replace(areas[i], start=start, end=end))
    return tuple(out)


def _place(area: Area) -> tuple[float, ...]:
    return area.sheet, area.left, area.top, area.right, area.bottom


def _carried(
    spans: Sequence[tuple[int, int]], starts: Sequence[int], origin: Sequence[Run]
) -> Iterator[tuple[int, int, int]]:
    """Yield which span of the page stands where in the article: its number, start and end."""
    for run in sorted(origin, key=lambda r: r.article_start):
        first, last = run.source_start, run.source_start + run.length
        i = max(bisect_right(starts, first) - 1, 0)
        while i < len(spans) and spans[i][0] < last:
            low, high = max(spans[i][0], first), min(spans[i][1], last)
            if low < high:
                shift = run.article_start - first
                yield i, low + shift, high + shift
            i += 1
