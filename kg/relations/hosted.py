"""HOSTED: organisations that held, organised or undertook an event."""

from __future__ import annotations

from dataclasses import replace

from kg.relations.clauses import Layout, Sentence, layout
from kg.relations.cues import ORGANIZATION, PLACE, cue, cues
from kg.relations.events import Event, events
from kg.relations.planned import unreal
from kg.relations.scene import Findings, Scene
from kg.types import Argument, Label, Relation, RelationType


def _event(scene: Scene, sentence: Sentence, verb: tuple[int, int]) -> Event | None:
    """Return the event that the verb of holding governs: behind it, else the one that opened the sentence."""
    known, lay = events(scene), layout(scene)
    for c in sentence.clauses:
        if c.start <= verb[1] - 1 < c.end:
            behind = [e for e in known.within(verb[1], c.end) if e.start - verb[1] <= 30]
            if behind:
                return behind[0]
            if cue("words", "of_event").search(lay.coded[verb[1] - 1]):
                return None
    word = lay.coded[verb[0] : verb[1]]
    before = list(known.within(sentence.start, verb[0]))
    if before and cue("words", "hosted_by").search(lay.coded[before[-1].end : verb[0]]):
        return before[-1]
    after = list(known.within(verb[1], sentence.end))
    chained = after and cue("words", "hosting").search(lay.coded[verb[1] : after[0].start])
    if after and chained and cue("words", "hosting").search(word):
        return after[0]
    return None


def _subject(lay: Layout, s: Sentence, lead: str, h: int) -> tuple[int, ...]:
    """Return where the body stands that acts in a sentence which goes on with 与乙单位联合开展."""
    if not cue("hosting", "together_with").search(lead):
        return ()
    first = next((i for i in range(s.start, h) if lay.coded[i] == ORGANIZATION), None)
    opens = first is not None and (first == s.start or cue("words", "opens_body").search(lay.coded[s.start : first]))
    return (first,) if first is not None and opens else ()


def find(scene: Scene, found: Findings) -> None:
    """Add the hosts of the events of the scene."""
    lay, rules, seen = layout(scene), cues("hosting"), set[tuple[str, str]]()
    told: dict[str, int] = {}  # the sentence that tells who holds an event
    for s in sorted(lay.sentences, key=lambda s: s.headline):  # a headline shortens names: it comes last
        text = lay.coded[s.start : s.end]
        for m in (*rules["host_at"].regex.finditer(text), *rules["host"].regex.finditer(text)):
            verb = s.start + m.end("h"), s.start + m.end()
            c = next(k for k in s.clauses if k.start <= verb[1] - 1 < k.end)
            event = _event(scene, s, verb)
            if event is None:
                continue
            told_of = event.start >= verb[1] or cue("words", "hosted_by").search(lay.coded[event.end : verb[0]])
            if cue("words", "weak_verb").search(m.group()) and not told_of:
                continue
            h = s.start + m.start("h")
            lead = lay.coded[next(k.start for k in s.clauses if k.start <= h < k.end) : h]
            if cue("hosting", "goes_to").search(lead):
                continue  # 深入甲、乙、丙开展活动: the list is where the party goes
            evidence = lay.span(s.start, s.end)
            named = event.name != event.said and not cue("events", "reference").search(event.said)
            if event.start >= verb[1] and named and told.get(event.name, s.start) != s.start:
                event = replace(event, name=event.said)  # 丙也举办文艺晚会: another one than 甲's “春之声”文艺晚会
            why = unreal(lay, s, c, max(c.start, verb[0])) or unreal(lay, s, c, verb[1] - 1)
            if not event.real and not why:
                why = "planned_before"
            for i in (*_subject(lay, s, lead, h), *range(h, s.start + m.end("h"))):
                if lay.coded[i] not in ORGANIZATION + PLACE:
                    continue
                head = scene.argument(lay.refs[i])
                if why:
                    found.silence(RelationType.HOSTED, head.name, event.name, "host", why, evidence)
                elif s.headline and seen and not any(name == event.name for _, name in seen):
                    continue
                elif (head.name, event.name) not in seen:
                    seen.add((head.name, event.name))
                    told.setdefault(event.name, s.start)
                    tail, rule = Argument(event.name, Label.EVENT), rules["host_at" if "s" in m.groupdict() else "host"]
                    found.add(Relation(RelationType.HOSTED, head, tail, evidence, rule.name, rule.confidence))
