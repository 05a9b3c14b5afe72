"""Which article a segment belongs to, where columns interleave: decided by evidence, over the whole page at once."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.segment.duplicates import open_quotes
from kg.segment.lines import ends_sentence
from kg.segment.parts import Segment
from kg.text import is_han

_BEAM = 24
_MOST_SEGMENTS = 400
"""Beyond this many a page is no newspaper page; segments then stay with the headline above them."""
_CONTINUES = re.compile(r"[并和及与或且了的地得着过等而但还也又则把被将使让向从以使之其]")
_BULLETS = "▲■□●◆△★☆◎○◇▶►※"


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    tails: tuple[int, ...]
    """Last segment of each story opened so far, -1 before its first."""
    chain: _Link | None


@dataclass(frozen=True, slots=True)
class _Link:
    story: int
    before: _Link | None


def assign(
    segments: Sequence[Segment], opens: Sequence[int | None], heads: Sequence[str], tolerance: float
) -> list[int]:
    """Return the story of each segment.

    Args:
        segments: in the order of the page.
        opens: for each segment the story that it opens, None for one that goes on with some story.
        heads: headline of each story.
        tolerance: by how much the widths of one column's pieces may differ.
    """
    if not segments:
        return []
    if len(segments) > _MOST_SEGMENTS:
        return _plain(opens)
    grams = [_grams(s.text) for s in segments]
    titles = [_grams(h) for h in heads]
    weight = _weights([*grams, *titles])
    affinity = _Affinity(grams, titles, weight)
    states = [_State(0.0, tuple(-1 for _ in heads), None)]
    for n, segment in enumerate(segments):
        following: list[_State] = []
        for state in states:
            opened = opens[n]
            if opened is not None:
                choices = [(opened, 0.0)]
            else:
                choices = [
                    (story, _fit(segments, tail, n, tolerance) + affinity.of(n, story, state))
                    for story, tail in enumerate(state.tails)
                    if tail >= 0
                ]
            for story, gain in choices:
                tails = (*state.tails[:story], n, *state.tails[story + 1 :])
                following.append(_State(state.score + gain, tails, _Link(story, state.chain)))
        following.sort(key=lambda s: -s.score)
        states = following[:_BEAM]
    best = max(states, key=lambda s: s.score - 2.0 * sum(t >= 0 and _open(segments[t]) for t in s.tails))
    out: list[int] = []
    link = best.chain
    while link:
        out.append(link.story)
        link = link.before
    return out[::-1]


def _plain(opens: Sequence[int | None]) -> list[int]:
    out: list[int] = []
    current = 0
    for story in opens:
        current = current if story is None else story
        out.append(current)
    return out


def _grams(text: str) -> frozenset[str]:
    solid = [c for c in text if not c.isspace()]
    return frozenset(
        solid[i] + solid[i + 1] for i in range(len(solid) - 1) if is_han(solid[i]) and is_han(solid[i + 1])
    ) | frozenset("".join(solid[i : i + 3]) for i in range(len(solid) - 2) if all(map(is_han, solid[i : i + 3])))


def _weights(sets: Sequence[frozenset[str]]) -> dict[str, float]:
    """Return how much each pair or triple of characters says: the fewer pieces have it, the more."""
    counts = Counter(g for s in sets for g in s)
    total = len(sets)
    return {g: math.log(1 + total / c) if c > 1 else 0.0 for g, c in counts.items()}


class _Affinity:
    """How much a segment speaks of what a story speaks of."""

    def __init__(
        self, grams: Sequence[frozenset[str]], titles: Sequence[frozenset[str]], weight: dict[str, float]
    ) -> None:
        self.grams, self.titles, self.weight = grams, titles, weight
        self.pairs: dict[tuple[int, int], frozenset[str]] = {}

    def of(self, n: int, story: int, state: _State) -> float:
        shared = set(self._pair(n, -1 - story))
        link, m = state.chain, n - 1
        while link:
            if link.story == story:
                shared |= self._pair(n, m)
            link, m = link.before, m - 1
        return min(6.0, 8.0 * sum(self.weight[g] for g in shared) / (20.0 + 2.0 * len(self.grams[n]) ** 0.9))

    def _pair(self, n: int, m: int) -> frozenset[str]:
        if (n, m) not in self.pairs:
            other = self.grams[m] if m >= 0 else self.titles[-1 - m]
            self.pairs[n, m] = frozenset(g for g in self.grams[n] & other if self.weight[g])
        return self.pairs[n, m]


def _open(segment: Segment) -> bool:
    return not ends_sentence(segment.paras[-1].text)


def _fit(segments: Sequence[Segment], t: int, n: int, tolerance: float) -> float:
    """Return how well a segment goes on after another one, by form."""
    tail, segment = segments[t], segments[n]
    last, first = tail.paras[-1].text, segment.paras[0]
    score = -0.05 * (n - t)
    if n == t + 1:
        score += 1.5 if segment.near else 1.0
    opened = not ends_sentence(last)
    begins = segment.mid
    if begins is None and _CONTINUES.match(first.text):
        begins = True
    if opened:
        score += {None: 1.0, True: 2.0, False: -4.0}[begins]
    elif begins:
        score -= 1.0
    quotes = open_quotes(last)
    mark = re.search("[“”]", first.text)
    if mark and mark[0] == "”":
        score += 3.0 if quotes else -3.0
    elif quotes and opened and "“" in last:
        score -= 1.0
    if tail.measure and segment.measure:
        score += 1.0 if abs(tail.measure - segment.measure) <= tolerance else -2.0
    if first.text[0] in _BULLETS:
        score += 2.0 if any(p.text[0] == first.text[0] for p in tail.paras) else -1.0
    return score
