"""How likely a piece of text is to belong to each of several articles, by the names and words in it.

Each article is a source of pairs of characters, smoothed with the whole page (Dirichlet prior, as in language models
for retrieval: Zhai and Lafferty 2004); a piece belongs where its pairs are most likely. An article's length counts,
so that one with much text does not win by that alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.segment.lexicon import pairs, usual
from kg.text import is_han

FloatArray = npt.NDArray[np.float64]
_PRIOR = 300.0
"""Pairs that the page's own frequencies weigh against an article's."""
_STRENGTH = 1.6
"""Pairs of a text depend on each other; this is how much one of them counts."""
_LEAST = -5.0
_INSIDE = 0.5
"""How much less a pair counts that follows another common one: both are likely to be of one name."""
_WIDEST = 60
"""A pair that stands in more pieces than this says nothing and would only cost time."""
_TITLE = 2.3
_WORD = 2.4
"""Weight of a pair that is a common word."""
_USUAL = 0.4
"""Weight of a pair that stands in the news of many unions."""


class Affinity:
    """Likelihoods of a page's pieces in its articles."""

    def __init__(self, texts: Sequence[str], titles: Sequence[str]) -> None:
        pieces = [_pairs(t) for t in texts]
        heads = [_pairs(t) for t in titles]
        places: dict[str, list[int]] = defaultdict(list)
        for n, letters in enumerate([*pieces, *heads]):
            for pair in dict.fromkeys(filter(None, letters)):
                places[pair].append(n)
        # only what stands in two pieces or more can tell; what is unique on the page would only punish long articles
        common = {pair for pair, where in places.items() if 2 <= len(where) <= _WIDEST}
        self._pieces = len(pieces)
        self._stories = len(titles)
        self._sizes = np.array([float(len(common.intersection(p))) for p in pieces])
        self._heads = np.array([_TITLE * len(common.intersection(p)) for p in heads])
        total = self._sizes.sum() + self._heads.sum() + 1.0
        self._shared = [_Shared.of(letters, places, common, total) for letters in pieces]

    def votes(self, n: int, stories: Sequence[Sequence[int]], absent: Sequence[int] = ()) -> list[list[float]]:
        """Return how likely a piece is in each story: 0 for the likeliest, less for the others.

        Args:
            n: the piece.
            stories: ways to put the pieces into stories, one answer for each; all of one length. Pieces behind their
                end have no story yet.
            absent: pieces that are not counted.
        """
        known = len(stories[0])
        chosen = np.zeros((len(stories), known, self._stories))
        if known:
            at = np.asarray(stories)
            chosen[np.arange(len(stories))[:, None], np.arange(known)[None, :], at] = 1.0
        begun = chosen.any(axis=1)
        chosen[:, [m for m in {n, *absent} if m < known], :] = 0.0
        shared = self._shared[n]
        counts = np.zeros((len(shared.weight), self._pieces + self._stories))
        counts[shared.rows, shared.columns] = 1.0
        by_story = np.einsum("gm,bmk->bgk", counts[:, :known], chosen) + _TITLE * counts[None, :, self._pieces :]
        gains = np.einsum("g,bgk->bk", shared.weight, np.log1p(by_story / shared.prior[None, :, None]))
        sizes = self._heads + np.einsum("m,bmk->bk", self._sizes[:known], chosen)
        scores = gains - shared.weight.sum() * np.log1p(sizes / _PRIOR)
        most = np.where(begun, scores, -np.inf).max(axis=1, keepdims=True, initial=-1e9)
        out: list[list[float]] = np.clip(_STRENGTH * (scores - most), _LEAST, 0.0).tolist()
        return out


@dataclass(frozen=True, slots=True)
class _Shared:
    """The pairs of a piece that stand elsewhere too: their weight, their expected count, and where they stand."""

    weight: FloatArray
    prior: FloatArray
    rows: list[int]
    columns: list[int]

    @staticmethod
    def of(letters: Sequence[str], places: dict[str, list[int]], common: set[str], total: float) -> _Shared:
        weights: dict[str, float] = {}
        following = 0
        for pair in letters:
            if pair in common and pair not in weights:
                weights[pair] = _INSIDE**following * _worth(pair)
            following = following + 1 if pair in common else 0
        rows: list[int] = []
        columns: list[int] = []
        for row, pair in enumerate(weights):
            rows += [row] * len(places[pair])
            columns += places[pair]
        prior = [_PRIOR * len(places[pair]) / total for pair in weights]
        return _Shared(np.array(list(weights.values())), np.array(prior), rows, columns)


def _worth(pair: str) -> float:
    """Return what a pair that stands in two pieces tells: names tell more than words, words more than union terms."""
    return _USUAL if pair in usual() else _WORD if pair in pairs() else 1.0


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
