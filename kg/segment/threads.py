"""Which article a segment belongs to, where columns interleave: decided by evidence, over the whole page at once.

First a beam search in the order of the page, in which a segment is judged by what stands before it. Then segments move
to where the finished page, with what stands behind them too, says they fit better.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kg.segment.affinity import Affinity
from kg.segment.bylines import is_byline
from kg.segment.fit import BULLETS, OPEN_AT_END, Fit
from kg.segment.lexicon import pattern
from kg.segment.parts import Segment

_BEAM = 8
_MOST_SEGMENTS = 300
"""Beyond this many a page is no newspaper page; segments then stay with the headline above them."""
_MOST_STORIES = 40
_COPY = 9.0
"""Weight of a second print before a segment: the article of the first print goes on here."""
_ROUNDS = 4
_LONGEST_MOVE = 3
_BOTH_WAYS = 2.6
"""A segment that moves votes for others as they vote for it."""
_HOPELESS = -6.0
"""A piece that would lose so much elsewhere does not go there with its neighbours either."""
_MARGIN = 0.1
_OTHER_LIST = 6.0
_POINTS_ELSEWHERE = -4.0
"""What it costs a piece that points at an event (参加大会) to stand in an article whose opening names none such."""


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    story_of: tuple[int, ...]
    tails: tuple[int, ...]
    """Last segment of each story, -1 before its first."""


def assign(
    segments: Sequence[Segment], opens: Sequence[int | None], titles: Sequence[str], tolerance: float
) -> list[int]:
    """Return the story of each segment.

    Args:
        segments: in the order of the page.
        opens: for each segment the story that it opens, None for one that goes on with some story.
        titles: headline of each story.
        tolerance: by how much the widths of one column's pieces may differ.
    """
    if not segments:
        return []
    if len(segments) > _MOST_SEGMENTS or len(titles) > _MOST_STORIES:
        return _plain(opens)
    if len(titles) == 1:
        return [0] * len(segments)
    fit = Fit(segments, tolerance)
    affinity = Affinity([s.text for s in segments], titles)
    pointing = _pointing(segments, opens, titles)
    found = _search(segments, opens, len(titles), fit, affinity, pointing)
    _improve(found, segments, opens, fit, affinity, pointing)
    return found


def _pointing(segments: Sequence[Segment], opens: Sequence[int | None], titles: Sequence[str]) -> list[list[float]]:
    """Return for each segment what its pointing words say against each story: 0 where they say nothing.

    A list of those present that closes 参加大会 stands in an article that has told of a 大会; an item behind a bullet
    belongs to the article that begins with such a one.
    """
    leads = list(titles)
    bullets: list[set[str]] = [set() for _ in titles]
    for segment, story in zip(segments, opens, strict=True):
        if story is not None:
            leads[story] += segment.text
            bullets[story].update(p.text[0] for p in segment.paras if p.text[0] in BULLETS and not is_byline(p.text))
    out = []
    for segment in segments:
        events = {m[1] for m in pattern("pointing at an event").finditer(segment.text)}
        known = [sum(e in lead for e in events) for lead in leads]
        votes = [_POINTS_ELSEWHERE * (k < max(known)) for k in known]
        listed = [segment.text[0] in marks for marks in bullets]
        out.append([v - _OTHER_LIST * (any(listed) and not mine) for v, mine in zip(votes, listed, strict=True)])
    return out


def _plain(opens: Sequence[int | None]) -> list[int]:
    out: list[int] = []
    current = 0
    for story in opens:
        current = current if story is None else story
        out.append(current)
    return out


def _search(
    segments: Sequence[Segment],
    opens: Sequence[int | None],
    stories: int,
    fit: Fit,
    affinity: Affinity,
    pointing: Sequence[Sequence[float]],
) -> list[int]:
    states = [_State(0.0, (), (-1,) * stories)]
    for n, opened in enumerate(opens):
        votes = affinity.votes(n, [s.story_of for s in states]) if opened is None else [[] for _ in states]
        following: list[tuple[float, int, int]] = []
        for k, (state, likely) in enumerate(zip(states, votes, strict=True)):
            likely = [a + b for a, b in zip(likely, pointing[n], strict=True)] if likely else likely
            gains = {opened: 0.0} if opened is not None else _gains(state, n, segments, fit, likely)
            following += [(state.score + gain, k, story) for story, gain in gains.items()]
        states = [
            _State(score, (*states[k].story_of, story), (*states[k].tails[:story], n, *states[k].tails[story + 1 :]))
            for score, k, story in sorted(following, key=lambda f: -f[0])[:_BEAM]
        ]
    best = max(states, key=lambda s: s.score - OPEN_AT_END * sum(t >= 0 and fit.open[t] for t in s.tails))
    return list(best.story_of)


def _gains(state: _State, n: int, segments: Sequence[Segment], fit: Fit, votes: Sequence[float]) -> dict[int, float]:
    copied = segments[n].after_copy_of
    owner = state.story_of[copied] if copied is not None and copied < n else None
    out = {
        story: fit.of(tail, n) + votes[story] + _COPY * (story == owner)
        for story, tail in enumerate(state.tails)
        if tail >= 0
    }
    return out or {0: 0.0}


def _improve(
    found: list[int],
    segments: Sequence[Segment],
    opens: Sequence[int | None],
    fit: Fit,
    affinity: Affinity,
    pointing: Sequence[Sequence[float]],
) -> None:
    """Move runs of segments to other stories as long as the page as a whole gains."""
    changed = set(found)
    for _ in range(_ROUNDS):
        before, changed = changed, set()
        for first in range(len(found)):
            if found[first] not in before | changed:
                continue
            for size in range(1, _LONGEST_MOVE + 1):
                run = range(first, first + size)
                if run[-1] >= len(found) or any(opens[m] is not None or found[m] != found[first] for m in run):
                    break
                story, gain = _best_move(run, found, segments, fit, affinity, pointing)
                if gain < _HOPELESS:
                    break
                if gain > _MARGIN:
                    changed |= {found[first], story}
                    for m in run:
                        found[m] = story
        if not changed:
            return


def _best_move(
    run: range,
    found: Sequence[int],
    segments: Sequence[Segment],
    fit: Fit,
    affinity: Affinity,
    pointing: Sequence[Sequence[float]],
) -> tuple[int, float]:
    old = found[run[0]]
    votes = [sum(v) for v in zip(*(affinity.votes_apart(m, found, run) for m in run), strict=True)]
    for m in run:
        votes = [v + p / _BOTH_WAYS for v, p in zip(votes, pointing[m], strict=True)]
    for m in run:
        copied = segments[m].after_copy_of
        if copied is not None and copied not in run:
            votes[found[copied]] += _COPY / _BOTH_WAYS
    leaving = _links(run, old, found, fit)
    best, most = old, -math.inf
    for story in sorted(set(found[: run[0]])):
        if story != old:
            gain = _links(run, story, found, fit) - leaving + _BOTH_WAYS * (votes[story] - votes[old])
            if gain > most:
                best, most = story, gain
    return best, most


def _links(run: range, story: int, found: Sequence[int], fit: Fit) -> float:
    """Return what a run adds to a story by form: its links there less the link that it parts."""
    before = next((m for m in range(run[0] - 1, -1, -1) if found[m] == story), None)
    after = next((m for m in range(run[-1] + 1, len(found)) if found[m] == story), None)
    if before is None:
        return -100.0
    score = fit.of(before, run[0])
    if after is None:
        return score - OPEN_AT_END * (fit.open[run[-1]] - fit.open[before])
    return score + fit.of(run[-1], after) - fit.of(before, after)
