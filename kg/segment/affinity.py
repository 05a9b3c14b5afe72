"""How likely a piece of text is to belong to each of several articles, by the names and words in it.

Each article is a source of pairs of characters, smoothed with the whole page (Dirichlet prior, as in language models
for retrieval: Zhai and Lafferty 2004); a piece belongs where its pairs are most likely. An article's length counts,
so that one with much text does not win by that alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import add

import numpy as np
import numpy.typing as npt

from kg.segment.lexicon import family_names, pairs, usual

FloatArray = npt.NDArray[np.float64]
_HAN = re.compile("[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff〇]+")
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
_NAME = 6.0
"""Weight of a pair that may begin a person's name."""
_USUAL = 0.4
"""Weight of a pair that stands in the news of many unions."""


class Affinity:
    """Likelihoods of a page's pieces in its articles."""

    def __init__(self, texts: Sequence[str], titles: Sequence[str]) -> None:
        pieces = [_pairs(t) for t in texts]
        found = [set(letters) for letters in [*pieces, *map(_pairs, titles)]]
        # only what stands in two pieces or more can tell; what is unique on the page would only punish long articles
        times = Counter(chain.from_iterable(found))
        common = {pair for pair, n in times.items() if pair and 2 <= n <= _WIDEST}
        places: dict[str, list[int]] = defaultdict(list)
        for n, pairs_of_piece in enumerate(found):
            for pair in pairs_of_piece & common:
                places[pair].append(n)
        self._pieces = len(pieces)
        self._stories = len(titles)
        sizes = np.array([float(len(f & common)) for f in found])
        self._sizes, self._heads = sizes[: len(pieces)], _TITLE * sizes[len(pieces) :]
        total = self._sizes.sum() + self._heads.sum() + 1.0
        shape = self._pieces, self._stories
        self._shared = [_Shared.of(letters, places, common, total, shape) for letters in pieces]
        self._found: tuple[int, ...] = ()
        self._all: FloatArray = np.zeros((0, 0))
        self._together: dict[int, FloatArray] = {}

    def votes(self, n: int, stories: Sequence[Sequence[int]]) -> list[list[float]]:
        """Return how likely a piece is in each story: 0 for the likeliest, less for the others.

        Args:
            n: the piece.
            stories: ways to put the pieces before it into stories, one answer for each; all of one length.
        """
        known = len(stories[0])
        chosen = np.zeros((len(stories), known, self._stories))
        if known:
            chosen[np.arange(len(stories))[:, None], np.arange(known)[None, :], np.asarray(stories)] = 1.0
        shared = self._shared[n]
        by_story = np.matmul(shared.counts[:, :known], chosen) + shared.titles
        sizes = self._heads + self._sizes[:known] @ chosen
        return self._likely(shared, by_story, sizes, chosen.sum(axis=1))

    def votes_apart(self, n: int, found: Sequence[int], run: range) -> list[float]:
        """Return how likely a piece is in each story of a finished page, where the pieces of a run are not counted.

        Args:
            n: the piece, one of the run.
            found: the story of each piece.
            run: pieces that are in one story.
        """
        if self._found != (now := tuple(found)):
            self._found, self._together = now, {}
            self._all = np.zeros((len(found), self._stories))
            self._all[np.arange(len(found)), np.asarray(found)] = 1.0
        shared = self._shared[n]
        if n not in self._together:
            self._together[n] = shared.counts @ self._all + shared.titles
        by_story = self._together[n].copy()
        here = found[run[0]]
        by_story[:, here] -= shared.counts[:, run[0] : run[-1] + 1].sum(axis=1)
        sizes = self._heads + self._sizes @ self._all
        sizes[here] -= self._sizes[run[0] : run[-1] + 1].sum()
        begun = self._all.sum(axis=0)
        begun[here] -= len(run)
        return self._likely(shared, by_story[None], sizes[None], begun[None])[0]

    @staticmethod
    def _likely(shared: _Shared, by_story: FloatArray, sizes: FloatArray, begun: FloatArray) -> list[list[float]]:
        """Return the votes: by_story is (answers, pairs, stories), sizes and begun are (answers, stories)."""
        gains = np.matmul(shared.weight, np.log1p(by_story * shared.spread))
        scores = gains - shared.total * np.log1p(sizes / _PRIOR)
        most = np.where(begun > 0.0, scores, -np.inf).max(axis=1, keepdims=True, initial=-1e9)
        out: list[list[float]] = np.minimum(np.maximum(_STRENGTH * (scores - most), _LEAST), 0.0).tolist()
        return out


@dataclass(frozen=True, slots=True)
class _Shared:
    """The pairs of a piece that stand elsewhere too."""

    weight: FloatArray
    total: float
    """Sum of the weights."""
    spread: FloatArray
    """One over the count that each pair is expected to have, as a column."""
    counts: FloatArray
    """Pairs by pieces: 1 where a pair stands in a piece."""
    titles: FloatArray
    """Pairs by stories: what a pair counts in a headline."""

    @staticmethod
    def of(
        letters: Sequence[str], places: dict[str, list[int]], common: set[str], total: float, sizes: tuple[int, int]
    ) -> _Shared:
        weights: dict[str, float] = {}
        following = 0
        for pair in letters:
            if pair in common and pair not in weights:
                weights[pair] = _INSIDE**following * _worth(pair)
            following = following + 1 if pair in common else 0
        counts = np.zeros((len(weights), sum(sizes)))
        columns = [places[pair] for pair in weights]
        rows = [row for row, where in enumerate(columns) for _ in where]
        counts[rows, list(chain.from_iterable(columns))] = 1.0
        prior = np.array([_PRIOR * len(places[pair]) / total for pair in weights])
        weight = np.array(list(weights.values()))
        return _Shared(
            weight, float(weight.sum()), 1.0 / prior[:, None], counts[:, : sizes[0]], _TITLE * counts[:, sizes[0] :]
        )


@lru_cache(maxsize=65_536)
def _worth(pair: str) -> float:
    """Return what a pair that stands in two pieces tells: names tell more than words, words more than union terms."""
    if pair in usual():
        return _USUAL
    return _WORD if pair in pairs() else _NAME if pair[0] in family_names() else 1.0


def _pairs(text: str) -> list[str]:
    """Return the pairs of Chinese characters of a text, in order, "" where something else stands between."""
    out: list[str] = []
    for run in _HAN.findall("".join(text.split())):
        out.append("")
        out += map(add, run, run[1:])
    return out
