"""Events of an article: their names, where each is spoken of, and what 会议, 仪式 or 会上 stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.places import gazetteer
from kg.relations.clauses import Clause, Layout, Sentence, layout
from kg.relations.cues import GROUP, ORGANIZATION, PLACE, TERM, cue
from kg.relations.dates import calendar
from kg.relations.planned import unreal
from kg.relations.scene import Scene

_QUOTES = re.compile('[“”‘’「」『』"]')


@dataclass(frozen=True, slots=True)
class Event:
    """One place where the text speaks of an event."""

    start: int
    end: int
    """In coded text."""
    name: str
    """The longest name that the article gives the event; text of the article without blanks."""
    said: str
    """The name as it stands here."""
    position: int
    """Where it stands in the article."""
    real: bool
    """False where it is planned, or only spoken of."""


class Events:
    """The events of a scene in order of text."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.lay = scene, layout(scene)
        self.calendar = calendar(scene)
        raw = [e for s in self.lay.sentences for c in s.clauses for e in self._found(s, c)]
        self.all = self._resolve(raw)

    def _found(self, s: Sentence, c: Clause) -> list[Event]:
        out: list[Event] = []
        floor = c.start
        heads = [m.span() for m in cue("events", "head").finditer(c.text)]
        heads += [
            (i, i + 1)
            for i, code in enumerate(c.text)
            if code == TERM and cue("words", "event_end").search(self._text(c.start + i, c.start + i + 1))
        ]
        for begin, stop in sorted(set(heads)):
            end = c.start + stop
            if end <= floor:
                continue
            if out and self._goes_on(out[-1], c.start + begin, c.text[begin:stop]):
                last = out.pop()  # 技能竞赛启动仪式: one name
                start = last.start
            else:
                start = self._start(c, floor, c.start + begin)
            said = self._text(start, end)
            if self._plain(said, start, end) or cue("events", "verb_phrase").search(said):
                continue
            behind = self.lay.coded[end : end + 8]
            only = bool(cue("events", "mention").match(behind))
            planned = unreal(self.lay, s, c, start) is not None
            out.append(Event(start, end, said, said, self.lay.origin[start][0], not (only or planned)))
            floor = end
            joint = len(out) > 1 and start - out[-2].end <= 1
            if joint and cue("words", "joint").search(self.lay.coded[out[-2].end : start + 1]):
                first, last = out[-2], out.pop()
                name = self._text(first.start, end)
                out[-1] = Event(first.start, end, name, name, first.position, first.real and last.real)
        return out

    def _goes_on(self, last: Event, begin: int, head: str) -> bool:
        """Say whether the head at ``begin`` goes on with the name before it: 技能竞赛启动仪式, 大赛全国选拔赛."""
        between = self.lay.coded[last.end : begin]
        if cue("events", "opening").search(head) or cue("events", "reference").search(last.said):
            return False
        return not between or bool(
            cue("words", "contest").search(last.said)
            and cue("events", "name_between").search(between)
            and not cue("events", "cut").search(between)
        )

    def _plain(self, said: str, start: int, end: int) -> bool:
        """Say whether an activity has no name of its own."""
        if not cue("words", "activity").search(said) or TERM in self.lay.coded[start:end]:
            return False
        return not cue("events", "reference").search(said) and bool(cue("events", "plain_activity").search(said))

    def _text(self, start: int, end: int) -> str:
        a, b = self.lay.span(start, end)
        return "".join(self.scene.text[a:b].split())

    def _start(self, c: Clause, floor: int, head: int) -> int:
        """Return where the name that ends on the head at ``head`` begins."""
        code, start = self.lay.coded, floor
        for i in range(head - 1, floor - 1, -1):
            if code[i] == GROUP:
                start = i + 1
                break
            if (
                code[i] == "、"
                and not cue("words", "double").search(code[i + 1 : i + 3])
                and code[i - 1] not in ORGANIZATION
            ):
                start = i + 1
                break
        cuts = (m.end() for m in cue("events", "cut").finditer(code, start, head))
        cut = max((k for k in cuts if not self._opens_place(k - 1)), default=start)
        lead = cue("words", "hosts_lead").search(code[cut:head])
        mark = code.find("、", cut, head)
        if not lead and mark >= 0 and not cue("words", "double").search(code[mark + 1 : mark + 3]):
            cut = mark + 1
        while cut < head and cue("words", "name_lead").match(code[cut]):
            cut += 1
        return cut

    def _opens_place(self, position: int) -> bool:
        """Say whether a place's name begins at a position in coded text: 自贡市, 从江县."""
        at = self.lay.origin[position][0]
        return any(gazetteer().named(self.scene.text[at : at + n]) for n in (2, 3, 4))

    def _resolve(self, raw: list[Event]) -> tuple[Event, ...]:
        out: list[Event] = []
        names = [e for e in raw if not self._generic(e.said)]
        for e in raw:
            name = e.said
            if cue("events", "opening").search(name):
                name = self._stands_for(e, names, name) or name
            elif self._generic(name):
                named = self._stands_for(e, names, name)
                if not named:
                    continue
                name = named
            name = self._longest(e, names, name)
            out.append(Event(e.start, e.end, name, e.said, e.position, e.real))
        return tuple(out)

    def _generic(self, said: str) -> bool:
        return bool(cue("events", "reference").search(said) or cue("events", "opening").search(said))

    def _near(self, e: Event, names: list[Event]) -> list[Event]:
        section = self.calendar.section_at(e.position)
        return [k for k in names if section[0] <= k.position < section[1]]

    def _stands_for(self, e: Event, names: list[Event], said: str) -> str | None:
        """Return the named event that a reference means: the last one before it, else the next, the headline last."""
        near = [k for k in self._near(e, names) if k.real and k.said != said]
        body = self.scene.article.body_start
        core = cue("words", "this_event").sub("", said)
        before = [k for k in near if core and k.said.endswith(core) and body <= k.position < e.position]
        if before:
            return before[-1].name
        opening = cue("events", "opening").search(said)
        word = "" if opening else "".join(cue("words", "event_kind").findall(said))[:2]
        contest = cue("words", "contest").search(word)
        course = cue("words", "course_word").search(word)
        fits = [
            k
            for k in near
            if not word
            or word in k.said
            or (contest and cue("words", "contest").search(k.said))
            or (course and cue("words", "course").search(k.said))
        ]
        if opening and (large := [k for k in near if cue("words", "congress").search(k.said)]):
            fits = large  # 闭幕会 is the congress's, not the plenary session's that was told of in between
        elif not word:
            fits = [k for k in near if cue("words", "meeting_kind").search(k.said)] or fits
        pointed = cue("words", "this_event").search(self.lay.coded[max(e.start - 2, 0) : e.end])
        if not fits and pointed and cue("words", "activity").search(said):
            fits = [k for k in near if k.position != e.position and not cue("words", "plenary").search(k.said)][:1]
        before = [k for k in fits if body <= k.position < e.position]
        after = [k for k in fits if k.position > e.position]
        head = [k for k in fits if k.position < body]
        pick = before[-1:] or head[-1:] or after[:1]
        return pick[0].name if pick else None

    def _longest(self, e: Event, names: list[Event], name: str) -> str:
        near = [k.said for k in self._near(e, names) if len(k.said) > len(name)]
        bare = _bare(name)
        fits = [k for k in near if _bare(k).endswith(bare) or (len(name) >= 6 and bare in _bare(k))]
        fits = [k for k in fits if not re.search("[，。；]", k) and len(k) <= 60]
        return max(fits, key=len, default=name)

    def current(self, position: int) -> Event | None:
        """Return the event that a position in coded text stands under: the last real one before it."""
        section = self.calendar.section_at(self.lay.origin[min(position, len(self.lay.origin) - 1)][0])
        body = self.scene.article.body_start
        before = [e for e in self.all if e.real and e.start < position and section[0] <= e.position]
        inside = [e for e in before if e.position >= body]
        if inside and cue("words", "plenary").search(inside[-1].name):  # held in between, while the congress goes on
            paragraph = self.scene.paragraph_at(inside[-1].position)
            here = self.lay.origin[min(position, len(self.lay.origin) - 1)][0]
            congress = [e for e in inside if cue("words", "congress").search(e.name)]
            if congress and not paragraph[0] <= here < paragraph[1]:
                return congress[-1]
        return (inside or before or [None])[-1]  # type: ignore[list-item]

    def within(self, start: int, end: int) -> list[Event]:
        """Return the events spoken of inside a stretch of coded text."""
        return [e for e in self.all if start <= e.start and e.end <= end]


def _bare(name: str) -> str:
    """Return an event's name without quotation marks."""
    return _QUOTES.sub("", name)


@lru_cache(maxsize=8)
def events(scene: Scene) -> Events:
    """Return the events of a scene."""
    return Events(scene)


def organizations(lay: Layout, start: int, end: int) -> list[int]:
    """Return the mention indices of the organisations in a stretch of coded text."""
    return [lay.refs[i] for i in range(start, end) if lay.coded[i] in ORGANIZATION + PLACE]
