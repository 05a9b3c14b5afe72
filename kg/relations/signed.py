"""SIGNED_WITH: organisations that signed an agreement with each other, every pair of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from kg.relations.clauses import Clause, Layout, Sentence, layout
from kg.relations.cues import ORGANIZATION, cues
from kg.relations.planned import unreal
from kg.relations.scene import Findings, Scene
from kg.types import Relation, RelationType

Pair = tuple[int, int]


def _listed(lay: Layout, start: int, end: int) -> list[int]:
    return [lay.refs[i] for i in range(start, end) if lay.coded[i] == ORGANIZATION]


def self_text(c: Clause, m: re.Match[str]) -> str:
    """Return a match with what stands behind it in the clause."""
    return c.text[m.start() :]


def _pairs(lay: Layout, s: Sentence, c: Clause) -> Iterator[tuple[str, int, list[Pair]]]:
    """Yield rule, position of the verb and the pairs that a clause states."""
    rules = cues("hosting")
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
                openers = [i for i in before if i == s.start or re.search("[，会日天]$", lay.coded[s.start : i])]
                left = [lay.refs[openers[-1]]] if openers else []
            else:
                left = _listed(lay, c.start + m.start("a"), c.start + m.end("a"))
                joint = re.search("[三四五六]方|共同|联合", self_text(c, m))
                if joint and not m["each"] and len(left + right) <= 4:
                    yield name, verb, list(combinations(left + right, 2))
                    continue
            yield name, verb, [(a, b) for a in left for b in right]
        if hits:
            return


def find(scene: Scene, found: Findings) -> None:
    """Add the signatories of the scene."""
    lay, rules = layout(scene), cues("hosting")
    seen: set[frozenset[str]] = set()
    for s in lay.sentences:
        if s.headline:
            continue
        for c in s.clauses:
            for name, verb, pairs in _pairs(lay, s, c):
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
