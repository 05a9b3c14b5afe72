"""Dates of what is told: expressions of time resolved from the issue's date, and how far each one reaches.

A date rules its sentence from where it stands, then the rest of its paragraph; the next paragraph still stands under
it while it lies within the trip or event that the article tells of, else under that trip's date. A loose expression
(近日, 去年12月) takes the date away. Dates that only bound something (截至3月10日, 7月15日前) rule nothing.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from kg.relations.cues import cue
from kg.relations.scene import Scene

Range = tuple[date, date]
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WEEK = "一二三四五六日"
_BACK = {"大": 3, "前": 2, "昨": 1, "今": 0}
_NEAR = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Mark:
    """An expression of time; ``range`` is None where it is too loose for dates."""

    start: int
    end: int
    range: Range | None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _past(issue: date, month: int, day: int) -> date | None:
    """Return the last such day that is not after the issue, or one that lies shortly after it."""
    here = _day(issue.year, month, day)
    if here and here > issue + _NEAR:
        return _day(issue.year - 1, month, day)
    if here and here > issue and issue.month == 1 and month == 12:
        return _day(issue.year - 1, month, day)
    return here


def _full(m: re.Match[str], issue: date | None) -> Range | None:
    month, day = int(m["m"]), int(m["d"])
    words = {"今年": 0, "当年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}
    if m["y"]:
        first = _day(int(m["y"]), month, day)
    elif issue and m["yw"]:
        first = _day(issue.year + words[m["yw"]], month, day)
    else:
        first = _past(issue, month, day) if issue else None
    if not first:
        return None
    if not m["d2"]:
        return first, first
    last = _day(first.year, int(m["m2"] or month), int(m["d2"]))
    if last and last < first and m["m2"]:
        last = _day(first.year + 1, int(m["m2"]), int(m["d2"]))
    if not last or last < first or (m["sep"] == "，" and last - first > timedelta(days=6)):
        return first, first
    return first, last


def _bare(day: int, before: Range | None, issue: date | None) -> date | None:
    """Work out the month of a day from the date told before it, else from the issue."""
    if before:
        for base in before:
            near = _day(base.year, base.month, day)
            if near and before[0] <= near <= before[1]:
                return near
        near = _day(before[1].year, before[1].month, day)
        if near and (issue is None or near <= issue + timedelta(days=15)):
            return near
    if not issue:
        return None
    here = _day(issue.year, issue.month, day)
    if here and here <= issue:
        return here
    previous = issue.replace(day=1) - timedelta(days=1)
    return _day(previous.year, previous.month, day)


def _relative(m: re.Match[str], issue: date) -> date:
    return issue - timedelta(days=_BACK[m["w"][0]])


def _weekday(m: re.Match[str], issue: date) -> date:
    monday = issue - timedelta(days=issue.weekday())
    found = monday + timedelta(days=_WEEK.index(m["n"].replace("天", "日")))
    which = m["wk"] or ""
    if which.startswith("上上"):
        return found - timedelta(days=14)
    if which.startswith("上"):
        return found - timedelta(days=7)
    return found - timedelta(days=7) if not which and found > issue else found


class Calendar:
    """The dates of one article and what stands under each."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text.translate(_DIGITS)
        self.issue = scene.article.masthead.date
        self.marks: list[Mark] = []
        self._covered = [(m.start, m.end) for m in scene.mentions]
        self._spoken = [m.span() for m in re.finditer("“[^“”\n]*”", self.text)]
        self.base = self.issue
        for start, end in scene.paragraphs:
            self._read(start, end)
        self.sections = self._sections()

    def _found(self, start: int, end: int) -> list[tuple[int, int, str, re.Match[str]]]:
        hits = []
        for name in ("iso", "full", "bare", "relative", "weekday", "vague"):
            for m in cue("dates", name).finditer(self.text, start, end):
                if any(a < m.end() and m.start() < b for a, b in self._covered):
                    continue
                hits.append((m.start(), -m.end(), name, m))
        hits.sort(key=lambda h: h[:2])
        out, last = [], 0
        for begin, back, name, m in hits:
            if begin >= last and m.group():
                out.append((begin, -back, name, m))
                last = -back
        return out

    def _read(self, start: int, end: int) -> None:
        for begin, stop, name, m in self._found(start, end):
            if cue("dates", "bounded_before").search(self.text[max(start, begin - 4) : begin]):
                continue
            if name == "full" and (lasting := cue("dates", "lasting").match(self.text[stop : stop + 24])):
                first = _full(m, self.issue)
                if first:
                    days = timedelta(days="一二三四五六七".index(lasting["n"].replace("两", "二")))
                    self.marks.append(Mark(begin, stop, (first[0], first[0] + days)))
                continue
            if cue("dates", "attributive").match(self.text[stop : stop + 24]):
                continue
            if name != "vague" and cue("dates", "bounded_after").match(self.text[stop : stop + 3]):
                continue
            if name != "full" and any(a <= begin < b for a, b in self._spoken):
                continue
            span = self._resolve(name, m)
            if name == "full" and span and cue("dates", "dateline").match(self.text[stop : stop + 4]):
                self.base = span[0]
                continue
            if name == "vague" and not self._opens(begin):
                continue
            self.marks.append(Mark(begin, stop, span))

    def _resolve(self, name: str, m: re.Match[str]) -> Range | None:
        """Return the dates that an expression names."""
        first = last = None
        if name == "full":
            return _full(m, self.issue)
        if name == "iso":
            first = last = _day(int(m["y"]), int(m["m"]), int(m["d"]))
        elif name == "bare":
            before = next((k.range for k in reversed(self.marks) if k.range), None)
            first = last = _bare(int(m["d"] or m["d3"]), before, self.issue)
            if m["d2"] or m["d4"]:
                last = _bare(int(m["d2"] or m["d4"]), before, self.issue)
        elif name in ("relative", "weekday") and self.base:
            first = last = _relative(m, self.base) if name == "relative" else _weekday(m, self.base)
        return (first, max(first, last)) if first and last else None

    def _opens(self, position: int) -> bool:
        """Say whether a loose expression opens its sentence or clause: only then it rules what follows."""
        lead = self.text[max(0, position - 1) : position]
        return not lead or lead in "。！？”\n，,；：:讯）)" or lead.isspace()

    def _sections(self) -> list[tuple[int, int]]:
        cuts = [s for s, e in self.scene.paragraphs if cue("dates", "section").match(self.text[s:e])]
        if len(cuts) < 2 and not any(cue("words", "apart_news").match(self.text, c) for c in cuts):
            return [(0, len(self.text))]
        bounds = [0, *cuts, len(self.text)]
        return [(a, b) for a, b in itertools.pairwise(bounds) if b > a]

    def section_at(self, position: int) -> tuple[int, int]:
        """Return the item of a column of short news around a position; the whole text where there are none."""
        return next((s for s in self.sections if s[0] <= position < s[1]), self.sections[-1])

    def trip(self, position: int) -> Range | None:
        """Return the time of the trip or event that the article, or its item around ``position``, tells of."""
        start, end = self.section_at(position)
        body = max(start, self.scene.article.body_start) if start == 0 else start
        told = [m for m in self.marks if body <= m.start < end]
        if not told or told[0].range is None:
            return None
        first = told[0].range
        for m in told[1:8]:
            if m.range and m.range[0] <= first[0] and first[1] <= m.range[1]:
                first = m.range
        return first

    def at(self, position: int) -> Range | None:
        """Return the dates of what stands at a position, None where the article does not let one know."""
        sentence, paragraph = self.scene.sentence_at(position), self.scene.paragraph_at(position)
        trip = self.trip(position)
        opening = self.text[paragraph[0] : paragraph[1]].strip()
        mark = self._last(paragraph[0], position)
        if mark is None:
            later = next((m for m in self.marks if position <= m.start < sentence[1] and m.range), None)
            if later and self._last(self.section_at(position)[0], position) is None:
                return later.range
            previous = self._last(self.section_at(position)[0], paragraph[0])
            inside = previous and previous.range and trip and trip[0] <= previous.range[0] <= trip[1]
            same = previous and previous.range and cue("dates", "same_day").match(self.text[sentence[0] : position])
            goes_on = inside and not cue("dates", "summary").match(opening)
            span = previous.range if previous and (same or goes_on) else trip
            begin = paragraph[0]
        else:
            span, begin = mark.range, mark.start
        told = self.text[begin:position]
        if span and cue("dates", "next_day").search(told):
            following = span[0] + timedelta(days=1)
            return following, following
        if span and cue("dates", "day_before").search(told):
            before = span[0] - timedelta(days=1)
            return before, before
        if span and span == trip and cue("dates", "first_stop").search(self.text[max(begin, sentence[0]) : position]):
            return span[0], span[0]
        return span

    def _last(self, start: int, end: int) -> Mark | None:
        return next((m for m in reversed(self.marks) if start <= m.start and m.end <= end), None)


@lru_cache(maxsize=8)
def calendar(scene: Scene) -> Calendar:
    """Return the dates of a scene."""
    return Calendar(scene)
