"""MET_WITH: who met, received, heard, talked with or called on whom."""

from __future__ import annotations

import re

from kg.relations.clauses import layout
from kg.relations.cues import GROUP, ORGANIZATION, Cue, cue, cues
from kg.relations.events import events
from kg.relations.planned import unreal
from kg.relations.scene import Findings, Scene
from kg.relations.subjects import Told, official, told
from kg.types import Relation, RelationType

_BY_LEADER = ("call_on", "at_home", "hear", "talk", "address", "hand_over", "body_talk")


def _addressed(t: Told) -> bool:
    """Say whether a clause names whom it is about, so that its subject is not the one who acted before."""
    return GROUP in t.clause.text


class _Met:
    def __init__(self, scene: Scene, found: Findings) -> None:
        self.scene, self.found, self.lay, self.told = scene, found, layout(scene), told(scene)
        self.seen: set[frozenset[str]] = set()
        self.party = {(r.head.name, r.tail.name) for r in found.of(RelationType.ACCOMPANIED)}
        self.companions = {a for a, _ in self.party}
        self.reporters = {scene.mentions[k].name for g in self.lay.groups if g.reporter for k in g.persons} | {
            "".join(r.split()) for r in scene.article.reporters
        }
        self.visits = list(found.of(RelationType.VISITED))
        self.visitors = {r.head.name for r in self.visits}
        self.last: tuple[int, int] | None = None
        """Paragraph and mention of the person told of last who is not of the party."""

    def name(self, person: int) -> str:
        """Return a mention's name."""
        return self.scene.mentions[person].name

    def run(self) -> None:
        """Find the meetings of two."""
        talked = -1
        for n, t in enumerate(self.told):
            if t.sentence.headline or t.speech or cue("met", "no_meeting").search(t.clause.text):
                self._remember(t)
                continue
            heads = self._heads(n, t)
            hit = False
            for name in _BY_LEADER:
                for m in cues("met")[name].regex.finditer(t.clause.text):
                    hit |= self._targets(t, heads, cues("met")[name], m)
                    talked = t.sentence.start if name == "body_talk" and heads else talked
            if t.kind == "group" and not hit and cue("met", "receive").search(t.clause.text):
                for k in t.leaders:
                    self._relate(t, heads, k, cues("met")["receive"], t.at + 1 - t.clause.start)
            if heads and cue("met", "pronoun_object").search(t.clause.text):
                self._pronoun(t, heads)
            officer = cue("met", "introduced").search(t.clause.text)
            if officer and talked == t.sentence.start and t.leaders:
                self._targets(t, t.leaders, cues("met")["introduced"], officer)
            elif not hit and t.kind == "group":
                self._approached(t)
                self._explained(n, t)
            self._remember(t)

    def _heads(self, n: int, t: Told) -> tuple[int, ...]:
        """Return the officials who act in the clause; for a clause without subject, who acts in the next one."""
        if t.kind in ("body", "crowd"):
            return ()
        who = t.subject if t.kind != "party" else t.leaders
        if t.kind in ("carried", "pronoun") and t.leaders and not self._of_party(who):
            here = self.lay.origin[t.sentence.start][0]
            if who and self.scene.mentions[who[0]].start >= here and not _addressed(t):
                return ()  # what somebody else does in this sentence
            who = t.leaders
        if t.kind == "none" or (t.clause.start == t.sentence.start and t.kind == "carried"):
            following = [k for k in self.told[n + 1 : n + 3] if k.sentence.start == t.sentence.start]
            named = next((k.subject for k in following if k.kind == "group"), ())
            if named and any(self._fit(k) for k in named):
                who = named
        who = who or t.leaders
        if t.kind == "group" and cue("words", "goes_along").search(t.clause.text[t.at + 1 - t.clause.start :]):
            return ()
        return tuple(k for k in who if self._fit(k))

    def _of_party(self, who: tuple[int, ...]) -> bool:
        return any(self._fit(k) for k in who)

    def _fit(self, person: int) -> bool:
        name = self.name(person)
        return (name in self.visitors or official(self.lay, name)) and name not in self.reporters

    def _targets(self, t: Told, heads: tuple[int, ...], rule: Cue, m: re.Match[str]) -> bool:
        hit = False
        for i in range(t.clause.start + m.start("p"), t.clause.start + m.end("p")):
            if self.lay.coded[i] == GROUP:
                for k in self.lay.group(i).persons:
                    hit |= self._relate(t, heads, k, rule, m.start())
            elif self.lay.coded[i] == ORGANIZATION:
                hit |= self._relate(t, heads, self.lay.refs[i], rule, m.start())
        return hit

    def _relate(self, t: Told, heads: tuple[int, ...], target: int, rule: Cue, verb: int) -> bool:
        name, hit = self.name(target), False
        evidence = self.lay.span(t.sentence.start, t.sentence.end)
        why = unreal(self.lay, t.sentence, t.clause, t.clause.start + verb)
        if rule.name == "talk" and name in self.visitors and not {self.name(k) for k in heads} & self.visitors:
            turned = [self._relate(t, (target,), k, rule, verb) for k in heads]  # 总经理向调研的主席汇报
            return bool(turned) and all(turned)
        for k in heads:
            who = self.name(k)
            if who == name or name in self.reporters or (name, who) in self.party or (who, name) in self.party:
                continue
            if len(heads) > 1 and name in {self.name(h) for h in heads}:
                continue
            if rule.name in ("address", "hand_over") and who not in self.visitors and self._at_event(t):
                why = why or "at an event"  # 把奖牌交到张三手中
            if name in self.companions and rule.name in ("address", "talk"):
                why = why or "travels with the leader"
            pair = frozenset((who, name))
            if pair in self.seen:
                hit = True
                continue
            if why:
                self.found.silence(RelationType.MET_WITH, who, name, rule.name, why, evidence)
                continue
            self.seen.add(pair)
            hit = True
            head, tail = self.scene.argument(k), self.scene.argument(target)
            self.found.add(Relation(RelationType.MET_WITH, head, tail, evidence, rule.name, rule.confidence))
        return hit

    def _approached(self, t: Told) -> None:
        """A local turns to the leader."""
        rest = t.clause.text[t.at + 1 - t.clause.start :]
        for m in cue("met", "approached").finditer(rest):
            leaders = self.lay.group(t.at + 1 + m.start("p")).persons
            heads = tuple(k for k in leaders if self.name(k) in self.visitors)
            if not heads or any(self.name(k) in self.visitors | self.companions for k in t.subject):
                continue
            for k in t.subject:
                self._relate(t, heads, k, cues("met")["approached"], t.at + 1 - t.clause.start)

    def _explained(self, n: int, t: Told) -> None:
        """Somebody on the spot explains to the leader, who acted just before; at meetings that is no meeting of two."""
        rest = t.clause.text[t.at + 1 - t.clause.start :]
        rules = ("explained", "told_pronoun", "on_spot")
        name = next((k for k in rules if cue("met", k).search(rest)), None)
        if not name or self.lay.group(t.at).reporter:
            return
        before = [k for k in self.told[max(0, n - 6) : n] if k.sentence.paragraph == t.sentence.paragraph]
        starts = sorted({k.sentence.start for k in before} | {t.sentence.start})
        near = [k for k in before if k.sentence.start >= starts[max(0, starts.index(t.sentence.start) - 1)]]
        first = self.told[next(i for i, k in enumerate(self.told) if k.sentence.paragraph == t.sentence.paragraph)]
        told_of = [e for e in events(self.scene).within(first.clause.start, t.clause.end) if e.real]
        if [e for e in told_of if not cue("met", "no_event").search(e.name + "|" + self.lay.coded[e.end : e.end + 5])]:
            return
        if name == "on_spot" and not self._on_tour(t):
            return
        heads = {h for k in near for h in k.subject if k.kind != "none" and not k.speech}
        heads &= set(t.leaders) | {h for h in heads if self.name(h) in {self.name(x) for x in t.leaders}}
        others = [k for k in t.subject if self.name(k) not in self.visitors | self.companions]
        for k in others:
            self._relate(t, t.leaders if heads else (), k, cues("met")[name], t.at + 1 - t.clause.start)

    def _at_event(self, t: Told) -> bool:
        """Say whether the paragraph, or the one before, has told of an event by the time of a clause."""
        near = [k for k in self.told if t.sentence.paragraph - 1 <= k.sentence.paragraph <= t.sentence.paragraph]
        return any(e.real for e in events(self.scene).within(near[0].clause.start, t.clause.end))

    def _on_tour(self, t: Told) -> bool:
        """Say whether the paragraph has told of a visit by the time of a clause, and one local person acts in it."""
        start, _ = self.scene.paragraph_at(self.lay.origin[t.clause.start][0])
        here = self.lay.origin[t.clause.start][0]
        return len(t.subject) == 1 and any(start <= r.evidence[0] < here for r in self.visits)

    def _pronoun(self, t: Told, heads: tuple[int, ...]) -> None:
        if self.last and self.last[0] == t.sentence.paragraph:
            m = cue("met", "pronoun_object").search(t.clause.text)
            self._relate(t, heads, self.last[1], cues("met")["pronoun_object"], m.start() if m else 0)

    def _remember(self, t: Told) -> None:
        for i in range(t.clause.start, t.clause.end):
            if self.lay.coded[i] == GROUP:
                for k in self.lay.group(i).persons:
                    if self.name(k) not in self.visitors | self.companions | self.reporters:
                        self.last = t.sentence.paragraph, k


def find(scene: Scene, found: Findings) -> None:
    """Add the meetings of two that the scene tells of; visits and companions are found before."""
    _Met(scene, found).run()
