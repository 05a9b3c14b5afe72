"""ACCOMPANIED: those who went along, and each leader of the visit."""

from __future__ import annotations

import re

from kg.relations.clauses import layout
from kg.relations.cues import GROUP, Cue, cue, cues
from kg.relations.events import events
from kg.relations.planned import unreal
from kg.relations.scene import Findings, Scene
from kg.relations.subjects import Told, told
from kg.types import Relation, RelationType

_ORDER = (
    "accompany_named", "accompany_us", "accompany_self", "accompany", "accompany_party", "accompany_also",
    "join_visit", "join_bare", "together", "in_company", "travelling_with", "taken_along",
)  # fmt: skip
_OF_SUBJECT = ("in_company", "travelling_with", "taken_along")


class _Companions:
    def __init__(self, scene: Scene, found: Findings) -> None:
        self.scene, self.found, self.lay, self.told = scene, found, layout(scene), told(scene)
        self.visits = sorted(found.of(RelationType.VISITED), key=lambda r: r.evidence)
        self.seen: set[tuple[str, str]] = set()

    def run(self) -> None:
        """Find the companions."""
        for n, t in enumerate(self.told):
            if t.speech or t.sentence.headline:
                continue
            rules = cues("companions")
            self._unnamed(n, t)
            for name in _ORDER:
                found = False
                if name == "join_bare" and not self._visit_told(t):
                    continue
                for m in rules[name].regex.finditer(t.clause.text):
                    self._add(n, t, rules[name], m)
                    found = True
                if found and name not in ("taken_along", "travelling_with"):
                    break
        self._members()

    def _unnamed(self, n: int, t: Told) -> None:
        """Read 张三，有关部门负责人参加调研: the name waits for the verb of the clause of those without a name."""
        m = cue("companions", "unnamed").search(t.clause.text)
        waiting: list[int] = []
        for k in reversed(self.told[:n]):
            if k.sentence.start != t.sentence.start or not cue("companions", "waits").search(k.clause.text):
                break
            waiting = [*self.lay.group(k.at).persons, *waiting] if k.kind == "group" else waiting
        if not m or not waiting:
            return
        for name in ("accompany", "accompany_party", "join_visit", "join_bare", "together"):
            rule = cues("companions")[name]
            if name == "join_bare" and not self._visit_told(t):
                continue
            if found := rule.regex.match(GROUP + t.clause.text[m.end("who") :]):
                why = unreal(self.lay, t.sentence, t.clause, t.clause.start + m.start())
                evidence = self.lay.span(t.sentence.start, t.sentence.end)
                leaders = self._leaders(n, t, rule, found, tuple(waiting))
                for person in waiting:
                    self._relate(person, leaders, rule, evidence, why)
                return

    def _visit_told(self, t: Told) -> bool:
        """Say whether the paragraph tells of a visit and of no event."""
        start, end = self.scene.paragraph_at(self.lay.origin[t.clause.start][0])
        if not any(start <= v.evidence[0] < end for v in self.visits):
            return False
        same = [s for s in self.lay.sentences if s.paragraph == t.sentence.paragraph]
        return not [e for e in events(self.scene).within(same[0].start, t.clause.end) if e.real]

    def _add(self, n: int, t: Told, rule: Cue, m: re.Match[str]) -> None:
        persons: tuple[int, ...] = ()
        if m.groupdict().get("c"):
            group = self.lay.group(t.clause.start + m.start("c"))
            persons = () if group.reporter else group.persons
        if rule.name == "accompany_self" and t.kind == "first":
            persons = (*t.subject, *persons)
        if rule.name == "taken_along" and t.at == t.clause.start + m.start("c"):
            return
        leaders = self._leaders(n, t, rule, m, persons)
        why = unreal(self.lay, t.sentence, t.clause, t.clause.start + m.start())
        evidence = self.lay.span(t.sentence.start, t.sentence.end)
        for k in persons:
            self._relate(k, leaders, rule, evidence, why)

    def _relate(
        self, person: int, leaders: tuple[int, ...], rule: Cue, evidence: tuple[int, int], why: str | None
    ) -> None:
        name = self.scene.mentions[person].name
        if name in {self.scene.mentions[k].name for k in leaders}:
            return
        if not leaders:
            self.found.silence(RelationType.ACCOMPANIED, name, "", rule.name, "no leader known", evidence)
        for leader in leaders:
            pair = name, self.scene.mentions[leader].name
            if pair in self.seen or pair[::-1] in self.seen:
                continue
            if why:
                self.found.silence(RelationType.ACCOMPANIED, *pair, rule.name, why, evidence)
                continue
            self.seen.add(pair)
            head, tail = self.scene.argument(person), self.scene.argument(leader)
            self.found.add(Relation(RelationType.ACCOMPANIED, head, tail, evidence, rule.name, rule.confidence))

    def _leaders(self, n: int, t: Told, rule: Cue, m: re.Match[str], companions: tuple[int, ...]) -> tuple[int, ...]:
        if rule.name == "accompany_named":
            return self.lay.group(t.clause.start + m.start("l")).persons
        if rule.name == "accompany_us":
            return t.leaders
        if rule.name in _OF_SUBJECT and (own := self._subject(n, t, companions)):
            return own
        return (
            self._acting(n, t, companions)
            or self._last(t, companions)
            or tuple(k for k in t.leaders if k not in companions)
        )

    def _subject(self, n: int, t: Told, companions: tuple[int, ...]) -> tuple[int, ...]:
        """Return who acts in the clause, or in the one behind it."""
        if t.kind == "party":
            return t.leaders
        names = {self.scene.mentions[k].name for k in companions}
        if t.subject and not names & {self.scene.mentions[k].name for k in t.subject} and t.kind != "none":
            return t.leaders if t.kind in ("carried", "pronoun") and not set(t.subject) & set(t.leaders) else t.subject
        for k in self.told[n + 1 : n + 3]:
            if k.sentence.start == t.sentence.start and k.kind == "group" and not set(k.subject) & set(companions):
                return k.subject
        return ()

    def _acting(self, n: int, t: Told, companions: tuple[int, ...]) -> tuple[int, ...]:
        """Return the one of several heads who acts in the sentence, where they have gone different ways."""
        for k in reversed(self.told[:n]):
            if k.sentence.start != t.sentence.start:
                break
            if k.kind == "group" and set(k.subject) - set(companions):
                names = {self.scene.mentions[x].name for x in k.subject}
                whole = {self.scene.mentions[x].name for x in t.leaders}
                return k.subject if names < whole else ()
        return ()

    def _last(self, t: Told, companions: tuple[int, ...]) -> tuple[int, ...]:
        """Return the visitors of the last visit told of in the paragraph."""
        here = self.lay.origin[t.clause.start][0]
        start, _ = self.scene.paragraph_at(here)
        before = [r for r in self.visits if start <= r.evidence[0] <= here]
        names = {self.scene.mentions[k].name for k in companions}
        for r in reversed(before):
            heads = [v.head for v in before if v.evidence == r.evidence and v.head.name not in names]
            if heads:
                chief = [h for h in heads if h.mention in t.leaders] or heads
                if names & {h.name for h in heads}:
                    continue
                return tuple(dict.fromkeys(h.mention for h in chief if h.mention is not None))
        return ()

    def _members(self) -> None:
        for g in self.lay.groups:
            for k, title in zip(g.persons, g.titles, strict=True):
                main = next((t.leaders for t in self.told if t.leaders), ())
                if main and self.visits and cue("companions", "member").search(title):
                    evidence = self.scene.sentence_at(g.start)
                    self._relate(k, main, cues("companions")["member"], evidence, None)


def find(scene: Scene, found: Findings) -> None:
    """Add the companions of the visits found before."""
    _Companions(scene, found).run()
