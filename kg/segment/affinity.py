"""How likely a piece of text is to belong to each of several articles, by the names and words in it.

Each article is a source of pairs of characters, smoothed with the whole page (Dirichlet prior, as in language models
for retrieval: Zhai and Lafferty 2004); a piece belongs where its pairs are most likely. An article's length counts,
so that one with much text does not win by that alone.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from kg.text import is_han

_PRIOR = 400.0
"""Pairs that the page's own frequencies weigh against an article's."""
_STRENGTH = 1.0
"""Pairs of a text depend on each other; this is how much one of them counts."""
_LEAST = -6.0
_INSIDE = 0.5
"""Weight of a pair that follows another common one: both are likely to be of one name."""
_WIDEST = 60
"""A pair that stands in more pieces than this says nothing and would only cost time."""
_TITLE = 1.5


class Affinity:
    """Likelihoods of a page's pieces in its articles."""

    def __init__(self, texts: Sequence[str], titles: Sequence[str]) -> None:
        self.stories = len(titles)
        pieces = [_pairs(t) for t in texts]
        heads = [_pairs(t) for t in titles]
        places: dict[str, list[int]] = defaultdict(list)
        for n, pairs in enumerate([*pieces, *heads]):
            where = n if n < len(pieces) else -1 - (n - len(pieces))
            for pair in dict.fromkeys(filter(None, pairs)):
                places[pair].append(where)
        # only what stands in two pieces or more can tell; what is unique on the page would only punish long articles
        common = {pair for pair, where in places.items() if 2 <= len(where) <= _WIDEST}
        self._sizes = [float(len(common.intersection(p))) for p in pieces]
        self._heads = [_TITLE * len(common.intersection(p)) for p in heads]
        self._total = sum(self._sizes) + sum(self._heads) + 1.0
        self._shared: list[list[tuple[float, float, list[int]]]] = []
        self._counted: list[float] = []
        for pairs in pieces:
            shared, counted = self._voices(pairs, places)
            self._shared.append(shared)
            self._counted.append(counted)

    def _voices(
        self, pairs: Sequence[str], places: dict[str, list[int]]
    ) -> tuple[list[tuple[float, float, list[int]]], float]:
        """Return (weight, prior count, where else) of the pairs that stand elsewhere too, and the weight of all."""
        out: dict[str, tuple[float, float, list[int]]] = {}
        counted = 0.0
        inside = False
        seen: set[str] = set()
        for pair in pairs:
            common = bool(pair) and 2 <= len(places[pair]) <= _WIDEST
            if common and pair not in seen:
                seen.add(pair)
                weight = _INSIDE if inside else 1.0
                counted += weight
                out[pair] = (weight, _PRIOR * len(places[pair]) / self._total, places[pair])
            inside = common
        return list(out.values()), counted

    def votes(self, n: int, story_of: Sequence[int], absent: Sequence[int] = ()) -> list[float]:
        """Return for each story how likely a piece is in it: 0 for the likeliest, less for the others.

        Args:
            n: the piece.
            story_of: stories of the pieces from the first on; those behind its end have none yet.
            absent: pieces that are not counted.
        """
        sizes = list(self._heads)
        known = len(story_of)
        for m, story in enumerate(story_of):
            if m != n and m not in absent:
                sizes[story] += self._sizes[m]
        out = [-self._counted[n] * math.log1p(size / _PRIOR) for size in sizes]
        for weight, prior, places in self._shared[n]:
            counts: dict[int, float] = {}
            for m in places:
                if m < 0:
                    counts[-1 - m] = counts.get(-1 - m, 0.0) + _TITLE
                elif m != n and m < known and m not in absent:
                    counts[story_of[m]] = counts.get(story_of[m], 0.0) + 1.0
            for story, count in counts.items():
                out[story] += weight * math.log1p(count / prior)
        begun = set(story_of)
        most = max((v for k, v in enumerate(out) if k in begun), default=0.0)
        return [min(0.0, max(_LEAST, _STRENGTH * (v - most))) for v in out]


def _pairs(text: str) -> list[str]:
    """Return the pairs of Chinese characters of a text, in order, "" where something else stands between."""
    out: list[str] = []
    last = ""
    for c in text:
        if is_han(c):
            out.append(last + c if last else "")
            last = c
        elif not c.isspace():
            last = ""
    return out
