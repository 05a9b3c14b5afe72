"""ATTENDED: who was at an event, and what they did there."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.relations.clauses import layout
from kg.relations.cues import GROUP, Cue, cue, cues
from kg.relations.dates import Range, calendar
from kg.relations.events import Event, events
from kg.relations.planned import unreal
from kg.relations.scene import Findings, Scene
from kg.relations.subjects import Told, told
from kg.types import Argument, Label, Relation, RelationType

_STRONG = ("preside", "speak", "greet", "report", "contribute", "award", "attend")
_SPOKEN = ("speak", "greet", "report", "contribute")
"""What may be done at the event told of with words about another one: 宣读竞赛实施方案."""


@dataclass
class _Seat:
    person: int
    event: str
    functions: set[str]
    rule: Cue
    evidence: tuple[int, int]
    dates: Range | None
    said: set[str] = field(default_factory=set)


class _Meetings:
    def __init__(self, scene: Scene, found: Findings) -> None:
        self.scene, self.found, self.lay = scene, found, layout(scene)
        self.told, self.events, self.calendar = told(scene), events(scene), calendar(scene)
        self.seats: dict[tuple[str, str], _Seat] = {}
        self.at: tuple[int, Event] | None = None
        """Paragraph whose text takes place at an event, and that event."""

    def run(self) -> None:
        """Find who attended what."""
        for t in self.told:
            if t.sentence.headline:
                continue
            self._place(t)
            if not t.speech or t.kind == "group":
                self._clause(t)
        for seat in self.seats.values():
            self._relate(seat)

    def _place(self, t: Told) -> None:
        """Note when the text moves to an event, or away from it."""
        c, paragraph = t.clause, t.sentence.paragraph
        if cue("events", "after_event").search(c.text):
            self.at = None
            return
        if self.at and self.at[0] != paragraph:
            self.at = None
        inside = [e for e in self.events.within(c.start, c.end) if e.real]
        if inside and not cue("words", "afterwards").search(self.lay.coded[inside[-1].end : inside[-1].end + 5]):
            self.at = paragraph, inside[-1]
        elif cue("events", "at_reference").search(c.text):
            if now := self.events.current(c.start):
                self.at = paragraph, now
        elif self.at and cue("words", "leaves").search(c.text):
            self.at = None

    def _clause(self, t: Told) -> None:
        c = t.clause
        for m in cues("meetings")["by_presider"].regex.finditer(c.text):
            persons = self.lay.group(c.start + m.start("g")).persons
            self._seat(t, persons, cues("meetings")["by_presider"], "preside", c.start + m.start())
        for name, function in (("listed", "attend"), ("invited", "contribute"), ("heard", "contribute")):
            for m in cues("meetings")[name].regex.finditer(c.text):
                persons = self.lay.group(c.start + m.start("g")).persons
                self._seat(t, persons, cues("meetings")[name], function, c.start + m.start())
        if not t.subject or t.kind in ("none", "crowd"):
            return
        if t.kind == "group" and self.lay.group(t.at).reporter:
            return
        rest = c.text[t.at + 1 - c.start :] if t.kind == "group" else c.text
        start = c.end - len(rest)
        if cue("meetings", "elsewhere").search(c.text):
            return
        if t.kind == "group":
            self._delegates(t)
        hits = [n for n in _STRONG if cues("meetings")[n].regex.search(rest)]
        if t.kind in ("carried", "pronoun") and GROUP in rest and cue("words", "object_of").search(rest):
            hits = [n for n in hits if n in ("speak", "greet", "award")]
        joins = t.leaders and (
            cue("companions", "join_visit").search(c.text) or cue("companions", "join_bare").search(c.text)
        )
        for name in hits:
            if name == "attend" and joins and not (self.at and self.at[0] == t.sentence.paragraph):
                continue
            self._seat(t, t.subject, cues("meetings")[name], name, start)
        if hits:
            return
        named = [e for e in self.events.within(start, c.end) if e.real]
        if named and t.kind == "group" and not joins and cue("meetings", "attend_named").search(rest):
            self._seat(t, t.subject, cues("meetings")["attend_named"], "attend_named", start)
            return
        if cue("meetings", "stress").search(rest):
            for k in t.subject:
                self._known(k)
        visit = t.leaders and self.at and cue("met", "no_event").search(f"{self.at[1].name}|")
        if self.at and self.at[0] == t.sentence.paragraph and t.kind in ("group", "first") and not visit:
            if cues("meetings")["weak"].regex.search(rest):
                self._seat(t, t.subject, cues("meetings")["weak"], "weak", start)
        elif t.kind == "group" and cues("meetings")["only_event"].regex.search(rest) and self._only_event(t):
            self._seat(t, t.subject, cues("meetings")["only_event"], "only_event", start)
        elif not t.leaders and t.kind == "group" and cue("words", "proposes").search(rest):
            self._seat(t, t.subject, cues("meetings")["weak"], "weak", start)
        elif cues("meetings")["convene"].regex.search(rest) and t.kind == "group":
            self._seat(t, t.subject, cues("meetings")["convene"], "convene", start)

    def _only_event(self, t: Told) -> bool:
        """Say whether the paragraphs right before tell of one event alone, and of no visit."""
        section = self.calendar.section_at(self.lay.origin[t.clause.start][0])
        real = [e for e in self.events.all if e.real and section[0] <= e.position < section[1]]
        before = [e for e in real if e.start < t.clause.start]
        if t.leaders or not before or len({e.name for e in real}) != 1:
            return False
        return t.sentence.paragraph - self._paragraph(before[-1]) <= 2

    def _known(self, person: int) -> None:
        name = self.scene.mentions[person].name
        for (who, _), seat in self.seats.items():
            if who == name and not seat.functions & {"contribute", "weak", "greet", "report"}:
                seat.functions.add("speak")

    def _delegates(self, t: Told) -> None:
        group = self.lay.group(t.at)
        for k, title in zip(group.persons, group.titles, strict=True):
            lead = self.lay.coded[t.clause.start : t.at] + title
            if cue("meetings", "delegate").search(lead):
                self._seat(t, (k,), cues("meetings")["delegate"], "delegate", t.clause.start)

    def _event(self, t: Told, name: str, position: int) -> Event | None:
        """Return the event that a predicate belongs to."""
        c = t.clause
        inside = self.events.within(c.start, c.end)
        if inside:
            real = [e for e in inside if e.real]
            behind = [e for e in real if e.start >= position] or real
            if behind or name not in _SPOKEN:
                return behind[0] if behind else None
        if cue("words", "signs").search(c.text):
            section = self.calendar.section_at(self.lay.origin[c.start][0])
            signing = [
                e
                for e in self.events.all
                if cue("words", "signing").search(e.name) and section[0] <= e.position < section[1]
            ]
            if signing:
                return signing[0]
        if name == "delegate" or cue("words", "group_talk").search(c.text):
            held = [
                e
                for e in self.events.all
                if e.real and e.start < c.end and cue("words", "delegates_meet").search(e.name)
            ]
            if held:
                return max(reversed(held), key=lambda e: bool(cue("words", "congress").search(e.name)))
            if name == "delegate":
                return self.at[1] if self.at and self.at[0] == t.sentence.paragraph else None
        if self.at and self.at[0] == t.sentence.paragraph:
            return self.at[1]
        now = self.events.current(c.start)
        if now:
            return now
        section = self.calendar.section_at(self.lay.origin[c.start][0])
        later = [e for e in self.events.all if e.real and e.start > c.start and e.position < section[1]]
        return later[0] if later else None

    def _seat(self, t: Told, persons: tuple[int, ...], rule: Cue, name: str, position: int) -> None:
        evidence = self.lay.span(t.sentence.start, t.sentence.end)
        event = self._event(t, name, position)
        why = unreal(self.lay, t.sentence, t.clause, max(position, t.clause.start))
        if event is None:
            return
        distance = t.sentence.paragraph - self._paragraph(event)
        strong = name in ("preside", "greet", "report", "contribute", "speak") or self.at is not None
        if not why and distance > 6 and not strong:
            why = "event too far back"
        if not why and cue("events", "after_event").search(self.lay.coded[t.sentence.start : t.sentence.end]):
            why = "after the event"
        for k in persons:
            who = self.scene.mentions[k].name
            if why:
                self.found.silence(RelationType.ATTENDED, who, event.name, rule.name, why, evidence)
                continue
            function = name
            key = who, event.name
            if key in self.seats:
                self.seats[key].functions.add(function)
            else:
                dates = self.calendar.at(event.position) or self.calendar.at(self.lay.origin[t.clause.start][0])
                self.seats[key] = _Seat(k, event.name, {function}, rule, evidence, dates)

    def _paragraph(self, event: Event) -> int:
        return next((s.paragraph for s in self.lay.sentences if s.start <= event.start < s.end), 0)

    def _relate(self, seat: _Seat) -> None:
        rules = cues("meetings")
        done = [r.function for r in rules.values() if r.name in seat.functions and r.function]
        joined = [f for f in dict.fromkeys(done) if f != rules["attend"].function] or [rules["attend"].function or ""]
        first, last = seat.dates or (None, None)
        self.found.add(
            Relation(
                RelationType.ATTENDED,
                self.scene.argument(seat.person),
                Argument(seat.event, Label.EVENT),
                seat.evidence,
                seat.rule.name,
                seat.rule.confidence,
                function="/".join(joined),
                start=first,
                end=last,
            )
        )


def find(scene: Scene, found: Findings) -> None:
    """Add who attended the events of the scene."""
    _Meetings(scene, found).run()
