"""How well one piece goes on after another, by form: stops, quotation marks, indents, widths, bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.segment.bylines import is_byline
from kg.segment.duplicates import open_quotes
from kg.segment.lexicon import pairs, pattern
from kg.segment.lines import ends_sentence
from kg.segment.parts import Bond, Segment
from kg.segment.tables import is_row
from kg.text import fold, is_han

OPEN_AT_END = 2.0
"""What it costs when an article ends in the middle of a sentence."""
# Weights of the evidence, on one scale with the log likelihoods of kg.segment.affinity. Tuned on made-up pages:
# articles cut at random places, wrapped and interleaved in several manners.
_BONDS = {Bond.FLOW: 2.0, Bond.NEXT: 4.0, Bond.APART: 0.5, Bond.CUT: 2.5}
_DISTANCE = -0.008
_BACK_TO_CLOSED = -0.7
_FRESH_AFTER_OPEN = -6.4
_FRESH_AFTER_WORD = -6.4
"""A last line without any stop may be a signature or a heading."""
_LISTS = ":;：；"
_STOPS = ",，、"
_INSIDE_AFTER_OPEN = 1.0
_ANY_AFTER_OPEN = 0.5
_BEGINNING_AFTER_OPEN = -0.7
_INSIDE_AFTER_CLOSED = -0.4
_WORD_ACROSS = 2.0
_NO_WORD_ACROSS = -0.7
_AFTER_SIGNATURE = -2.4
_QUOTE_CLOSES = 1.5
_QUOTE_STAYS_OPEN = -0.6
_SAME_WIDTH = 1.8
_OTHER_WIDTH = -1.6
_SAME_BULLET = 2.0
_OTHER_BULLET = -1.0
_MARK = re.compile("[“”]")
BULLETS = "▲■□●◆△★☆◎○◇▶►※"


def is_open(segment: Segment) -> bool:
    """Whether a piece breaks off in the middle of a sentence."""
    last = segment.paras[-1].text
    if is_row(last):
        return False
    return not ends_sentence(last) and not _finished(last) and not is_byline(fold(last))


def _finished(text: str) -> bool:
    """Whether a text is signed and so at its end: … 李坪 摄; … (本报记者 匡华)."""
    return bool(pattern("signature at the end").search(text))


class Fit:
    """Scores of pairs of pieces, each worked out once."""

    def __init__(self, segments: Sequence[Segment], tolerance: float) -> None:
        self._segments = segments
        self._tolerance = tolerance
        self._known: dict[tuple[int, int], float] = {}
        self.open = [is_open(s) for s in segments]
        self._signs = [is_byline(fold(s.paras[0].text)) for s in segments]
        self._finished = [_finished(s.paras[-1].text) for s in segments]
        self._depth = [open_quotes(s.paras[-1].text) for s in segments]
        self._quoted = ["“" in s.paras[-1].text for s in segments]
        self._mark = [m[0] if (m := _MARK.search(s.paras[0].text)) else "" for s in segments]

    def of(self, t: int, n: int) -> float:
        """Return how well piece ``n`` goes on after piece ``t``, which stands before it on the page."""
        key = (t, n)
        if key not in self._known:
            self._known[key] = self._score(t, n)
        return self._known[key]

    def _score(self, t: int, n: int) -> float:
        tail, segment = self._segments[t], self._segments[n]
        first = segment.paras[0].text
        opened = self.open[t]
        next_to = n == t + 1
        bond = Bond.NEXT if self._signs[n] and segment.bond is Bond.APART else segment.bond
        score = _BONDS[bond] if next_to else _DISTANCE * (n - t) + (0.0 if opened else _BACK_TO_CLOSED)
        score += self._sentence(tail, segment, opened=opened, flows=next_to and segment.bond is Bond.FLOW)
        if self._finished[t]:
            score += _AFTER_SIGNATURE
        if self._mark[n] == "”":
            score += _QUOTE_CLOSES if self._depth[t] else -_QUOTE_CLOSES
        elif self._depth[t] and opened and self._quoted[t]:
            score += _QUOTE_STAYS_OPEN
        if tail.measure and segment.measure:
            score += _SAME_WIDTH if abs(tail.measure - segment.measure) <= self._tolerance else _OTHER_WIDTH
        if first[0] in BULLETS:
            score += _SAME_BULLET if any(p.text[0] == first[0] for p in tail.paras) else _OTHER_BULLET
        return score

    @staticmethod
    def _sentence(tail: Segment, segment: Segment, *, opened: bool, flows: bool) -> float:
        """Return how a piece's beginning agrees with the end before it."""
        last, first = tail.paras[-1].text, segment.paras[0].text
        begins = True if segment.mid is None and pattern("inside of a sentence").match(first) else segment.mid
        if not opened:
            return _INSIDE_AFTER_CLOSED if begins and not flows else 0.0
        if begins is False:
            return 0.0 if last[-1] in _LISTS else _FRESH_AFTER_OPEN if last[-1] in _STOPS else _FRESH_AFTER_WORD
        score = (
            _INSIDE_AFTER_OPEN
            if begins
            else _BEGINNING_AFTER_OPEN
            if pattern("beginning of a sentence").match(first)
            else _ANY_AFTER_OPEN
        )
        if is_han(last[-1]) and is_han(first[0]):
            # a sentence that breaks off without a stop goes on within a word or phrase
            score += _WORD_ACROSS if last[-1] + first[0] in pairs() else _NO_WORD_ACROSS
        return score
