"""SIGNED_WITH: organisations that signed an agreement with each other, every pair of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from kg.relations.clauses import Clause, Layout, Sentence, layout
from kg.relations.cues import GROUP, ORGANIZATION, cue, cues
from kg.relations.planned import unreal
from kg.relations.scene import Findings, Scene
from kg.types import Relation, RelationType

Pair = tuple[int, int]


def _listed(lay: Layout, start: int, end: int) -> list[int]:
    return [lay.refs[i] for i in range(start, end) if lay.coded[i] == ORGANIZATION]


def _pairs(lay: Layout, s: Sentence, c: Clause) -> Iterator[tuple[str, int, list[Pair]]]:
    """Yield rule, position of the verb and the pairs that a clause states."""
    rules = cues("hosting")
    if hits := list(rules["sign_pairs"].regex.finditer(c.text)):
        for m in hits:
            both = _listed(lay, c.start + m.start("a"), c.start + m.end("a"))
            yield "sign_pairs", c.start + m.end(), list(zip(both[::2], both[1::2], strict=True))
        return
    if two := rules["sign_two"].regex.search(c.text):
        both = _listed(lay, c.start + two.start("a"), c.start + two.end("a"))
        yield "sign_two", c.start + two.end(), list(combinations(both, 2))
        return
    for name in ("sign", "sign_together", "sign_subject"):
        hits = list(rules[name].regex.finditer(c.text))
        for m in hits:
            verb = c.start + m.end()
            if name == "sign_together":
                yield name, verb, list(combinations(_listed(lay, c.start + m.start("a"), c.start + m.end("a")), 2))
                continue
            right = _listed(lay, c.start + m.start("b"), c.start + m.end("b"))
            if name == "sign_subject":
                before = [i for i in range(s.start, c.start) if lay.coded[i] == ORGANIZATION]
                openers = [
                    i for i in before if i == s.start or cue("words", "opens_body").search(lay.coded[s.start : i])
                ]
                left = [lay.refs[openers[-1]]] if openers else []
            else:
                left = _listed(lay, c.start + m.start("a"), c.start + m.end("a"))
                joint = cue("words", "all_sides").search(c.text[m.start() :])
                if joint and not m["each"] and len(left + right) <= 4:
                    yield name, verb, list(combinations(left + right, 2))
                    continue
            yield name, verb, [(a, b) for a in left for b in right]
        if hits:
            return


def _for_bodies(lay: Layout, s: Sentence) -> Iterator[tuple[str, int, list[Pair]]]:
    """Yield the pair of bodies for which two persons sign: G代表A、G代表B签署."""
    text = lay.coded[s.start : s.end]
    hits = list(cues("hosting")["sign_for"].regex.finditer(text))
    if len(hits) == 2 and (verb := cue("words", "sign_verb").search(text[hits[-1].end() :])):
        a, b = (lay.refs[s.start + m.start("a")] for m in hits)
        yield "sign_for", s.start + hits[-1].end() + verb.start(), [(a, b)]


def _by_heads(lay: Layout, s: Sentence, c: Clause) -> Iterator[tuple[str, int, list[Pair]]]:
    """Yield the pair of bodies whose heads sign for both sides, by the heads' titles."""
    for m in cues("hosting")["sign_persons"].regex.finditer(c.text):
        span = range(c.start + m.start("g"), c.start + m.end("g"))
        sides = [k for i in span if lay.coded[i] == GROUP for k in lay.group(i).sides]
        if len(sides) == 2:
            yield "sign_persons", c.start + m.end(), [(sides[0], sides[1])]


def _told_before(lay: Layout, s: Sentence, c: Clause) -> Iterator[tuple[str, int, list[Pair]]]:
    """Yield the pair named before 双方签署: in the sentence, else in the three before it, else in the headline."""
    if not (m := cues("hosting")["sign_both"].regex.search(c.text)):
        return
    n = lay.sentences.index(s)
    near = [k for k in lay.sentences[max(0, n - 3) : n] if k.paragraph >= s.paragraph - 1]
    head = [k for k in lay.sentences if k.headline]
    for k, end in [(s, c.start), *((k, k.end) for k in reversed(near)), *((k, k.end) for k in head)]:
        pairs = {_two(lay, k.start + p.start(), k.start + p.end()) for p in _both(lay.coded[k.start : end])}
        if len(pairs) == 1 and (pair := pairs.pop()):
            yield "sign_both", c.start + m.end(), [pair]
        if pairs:
            return


def _both(text: str) -> Iterator[re.Match[str]]:
    return cues("hosting")["both"].regex.finditer(text)


def _two(lay: Layout, start: int, end: int) -> Pair | None:
    """Return the two bodies of a stretch of coded text: named, or of the persons' titles."""
    found = _listed(lay, start, end)
    sides = [k for i in range(start, end) if lay.coded[i] == GROUP for k in lay.group(i).sides]
    both = found + sides
    return (both[0], both[1]) if len(both) == 2 else None


def _by_party(scene: Scene, lay: Layout, s: Sentence, c: Clause) -> Iterator[tuple[str, int, list[Pair]]]:
    """Yield the head's own body and the one the party talked with: 甲工会主席王一与乙工会座谈，并签订协议."""
    if not (m := cues("hosting")["sign_party"].regex.search(c.text)):
        return
    acting = [p for k in s.clauses if k.end <= c.start for p in cue("hosting", "both_act").finditer(k.text)]
    k = next((k for k in s.clauses if acting and k.text == acting[0].string), None)
    if k and len(acting) == 1 and ORGANIZATION not in lay.coded[s.start : k.start]:
        both = _listed(lay, k.start + acting[0].start("a"), k.start + acting[0].end("a"))
        yield "sign_party", c.start + m.end(), [(both[0], both[1])]
        return
    groups = [lay.group(i) for i in range(s.start, c.start) if lay.coded[i] == GROUP]
    partner = [p for k in s.clauses if k.end <= c.start for p in cue("met", "body_talk").finditer(k.text)]
    if len(groups) != 1 or len(partner) != 1:
        return
    clause = next(k for k in s.clauses if cue("met", "body_talk").search(k.text))
    others = _listed(lay, clause.start + partner[0].start("p"), clause.start + partner[0].end("p"))
    own = [k for k in groups[0].inner if scene.mentions[k].label == scene.mentions[others[0]].label]
    alike = [k for k in own if scene.mentions[k].name[-2:] == scene.mentions[others[0]].name[-2:]]
    if len(alike) == 1 and len(others) == 1:
        yield "sign_party", c.start + m.end(), [(alike[0], others[0])]


def find(scene: Scene, found: Findings) -> None:
    """Add the signatories of the scene."""
    lay, rules = layout(scene), cues("hosting")
    seen: set[frozenset[str]] = set()
    for s in lay.sentences:
        if s.headline:
            continue
        for c in s.clauses:
            last = c is s.clauses[-1]
            stated = [*_pairs(lay, s, c), *(_for_bodies(lay, s) if last else ())]
            stated = stated or [*_told_before(lay, s, c), *_by_party(scene, lay, s, c)]
            for name, verb, pairs in stated or ([] if seen else list(_by_heads(lay, s, c))):
                evidence = lay.span(s.start, s.end)
                why = unreal(lay, s, c, verb)
                for a, b in pairs:
                    head, tail = scene.argument(a), scene.argument(b)
                    key = frozenset((head.name, tail.name))
                    if why:
                        found.silence(RelationType.SIGNED_WITH, head.name, tail.name, name, why, evidence)
                    elif len(key) == 2 and key not in seen:
                        seen.add(key)
                        rule = rules[name]
                        found.add(Relation(RelationType.SIGNED_WITH, head, tail, evidence, name, rule.confidence))
