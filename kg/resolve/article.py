"""Reading → ResolvedArticle: names settled, bodies written in two ways joined, relations turned into facts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.resolve import rules
from kg.resolve.scope import identity
from kg.resolve.settle import TEAM, Settler
from kg.types import (
    ORGANIZATIONS,
    Argument,
    Fact,
    Label,
    Name,
    Reading,
    Relation,
    RelationType,
    ResolvedArticle,
    ResolvedMention,
)

_SENTENCE_END = re.compile("[。！？\\n]")


def resolve(reading: Reading) -> ResolvedArticle:
    """Settle an article's names.

    Facts that become equal are merged where their evidence is the same, too; the one with the highest confidence
    stays. Equal facts with different evidence stay apart: each fact has one evidence. A fact whose ends are the
    same is dropped.

    Args:
        reading: the mentions (in order) and relations of an article.
    """
    settler = Settler(reading.article, reading.mentions)
    settled = [settler.settle(m.name, m.label, m.start) for m in reading.mentions]
    joined = _join(settler, [(m.label, s[0]) for m, s in zip(reading.mentions, settled, strict=True)])
    mentions = tuple(
        ResolvedMention(m, joined.get(name, name), "the same body, written longer" if name in joined else reason)
        for m, (name, reason) in zip(reading.mentions, settled, strict=True)
    )
    labels = _labels(mentions)
    facts: dict[tuple[object, ...], Fact] = {}
    for relation in reading.relations:
        head = _end(relation, relation.head, relation.tail, settler, mentions, joined, labels)
        tail = _end(relation, relation.tail, relation.head, settler, mentions, joined, labels)
        if head.canonical == tail.canonical:
            continue
        fact = Fact(
            relation.type, head, tail, relation.evidence, relation.rule, relation.confidence,
            relation.title, relation.former, relation.function, relation.start, relation.end,
        )  # fmt: skip
        key = (fact.type, fact.head, fact.tail, fact.evidence, fact.title, fact.former, fact.start, fact.end)
        if key not in facts or facts[key].confidence < fact.confidence:
            facts[key] = fact
    for fact in _teams(settler, mentions, labels):
        if not any(f.type is fact.type and f.head == fact.head for f in facts.values()):
            facts[fact.type, fact.head, fact.tail] = fact
    kinds = (*ORGANIZATIONS, Label.PLACE)
    names = {m.canonical for m in mentions if m.mention.label in kinds}
    names |= {n.canonical for f in facts.values() for n in (f.head, f.tail) if n.label in kinds}
    identities = {name: own for name in sorted(names) if (own := identity(name, reading.article, settler.terrain))}
    return ResolvedArticle(reading.article, mentions, tuple(facts.values()), reading.silenced, identities)


def _join(settler: Settler, settled: list[tuple[Label, str]]) -> dict[str, str]:
    """Join bodies that differ only in how their place or kind is written (宁波市鄞州区法院, 鄞州区人民法院).

    Returns:
        Name → the longest way it is written; nothing where two places of that name stand in the article.
    """
    groups: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    parents: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for label, name in settled:
        if label not in ORGANIZATIONS:
            continue
        bare = name.removeprefix(rules.names().party)
        opener = rules.patterns()["opener"].regex.match(bare)
        at = opener.end() if opener else 0
        chain, rest = settler.terrain.split(bare[at:])
        if not chain or not rest:
            continue
        if rest[1:].startswith(rules.names().committee) and chain[-1].key.endswith(rest[0]):  # 攸县县委, 攸县委
            rest = rest[1:]
        key = (bare[:at], chain[-1].key, rules.names().equivalents.get(rest, rest))
        groups[key].add(name)
        parents[key].update(p.place.code for p in chain[:-1][-1:] if p.place)
    out: dict[str, str] = {}
    for key, same in groups.items():
        if len(same) > 1 and len(parents[key]) < 2:
            best = max(same, key=lambda n: (not n.startswith(rules.names().party), len(n), n))
            out |= {n: best for n in same if n != best}
    return out


def _teams(settler: Settler, mentions: tuple[ResolvedMention, ...], labels: dict[str, Label]) -> Iterator[Fact]:
    """Yield that a team printed without its company's name is part of the company that its full name got."""
    text = settler.article.text
    for m in mentions:
        whole = settler.whole_of_team(m.canonical) if m.reason == TEAM else None
        if whole and whole in labels:
            start = max(text.rfind(c, 0, m.mention.start) for c in "。！？\n") + 1
            found = _SENTENCE_END.search(text, m.mention.end)
            evidence = (start, found.end() if found else len(text))
            head, tail = Name(labels[m.canonical], m.canonical), Name(labels[whole], whole)
            yield Fact(RelationType.PART_OF, head, tail, evidence, TEAM, 0.85)


def _labels(mentions: tuple[ResolvedMention, ...]) -> dict[str, Label]:
    """Return the label that most mentions of a name have, so that a name has one label in an article."""
    count: dict[str, Counter[Label]] = defaultdict(Counter)
    for m in mentions:
        count[m.canonical][m.mention.label] += 1
    return {name: max(c, key=lambda x: (c[x], x)) for name, c in count.items()}


def _end(
    relation: Relation,
    end: Argument,
    other: Argument,
    settler: Settler,
    mentions: tuple[ResolvedMention, ...],
    joined: dict[str, str],
    labels: dict[str, Label],
) -> Name:
    if end.label in (Label.EVENT, Label.HONOUR):
        return Name(end.label, end.name)
    if end.mention is not None:
        name = mentions[end.mention].canonical
        return Name(labels[name], name)
    partner = mentions[other.mention] if other.mention is not None else None
    name = ""
    if partner and partner.mention.name.startswith(end.name):  # the company inside XX公司工会
        rest = partner.mention.name[len(end.name) :]
        if rest and partner.canonical.endswith(rest):
            name = partner.canonical[: -len(rest)]
    if not name:
        at = partner.mention.start if partner else relation.evidence[0]
        name = settler.settle(end.name, end.label, at)[0]
    name = joined.get(name, name)
    return Name(labels.get(name, end.label), name)
