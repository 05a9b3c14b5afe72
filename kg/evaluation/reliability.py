"""How often edges are right, by the confidence they carry and by the rule that made them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.evaluation.score import ArticleScore

BINS = (0.0, 0.7, 0.8, 0.85, 0.9, 0.95)
"""Lower ends of the bins of confidence; the last reaches to 1."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Edges of one bin or rule: those held against gold, and how many of them were right."""

    row: str
    right: int
    given: int
    stated: float
    """The mean confidence that they carry."""

    @property
    def share(self) -> float:
        """The share that was right, 0 to 1."""
        return self.right / self.given if self.given else 0.0


def by_confidence(scores: Iterable[ArticleScore]) -> list[Reliability]:
    """Return a row for each bin of confidence that holds edges, the surest first."""
    rows: defaultdict[float, list[tuple[bool, float]]] = defaultdict(list)
    for s in scores:
        for judged in s.judged:
            rows[max(b for b in BINS if b <= judged.confidence)].append((judged.right, judged.confidence))
    ends = dict(zip(BINS, (*BINS[1:], 1.0), strict=True))
    return [_row(f"{low:.2f}-{ends[low]:.2f}", rows[low]) for low in sorted(rows, reverse=True)]


def by_rule(scores: Iterable[ArticleScore]) -> list[Reliability]:
    """Return a row for each rule, by relation type and name."""
    rows: defaultdict[str, list[tuple[bool, float]]] = defaultdict(list)
    for s in scores:
        for judged in s.judged:
            rows[f"{judged.type} {judged.rule}"].append((judged.right, judged.confidence))
    return [_row(name, rows[name]) for name in sorted(rows)]


def _row(name: str, edges: list[tuple[bool, float]]) -> Reliability:
    return Reliability(name, sum(right for right, _ in edges), len(edges), sum(c for _, c in edges) / len(edges))
