"""Proposals for people to judge: names of one issue that may be one name read in two ways. Nothing is merged here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.ids import issue_of
from kg.lexicon import load_mapping
from kg.types import Label, RelationType, ResolvedArticle


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two names that may be one: the rarer one is probably misread."""

    issue: str
    name: str
    other: str
    reason: str


class Lookalikes(BaseModel):
    """Groups of characters of like shape."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    groups: tuple[str, ...]


@cache
def _alike() -> dict[str, frozenset[str]]:
    out: defaultdict[str, set[str]] = defaultdict(set)
    for group in load_mapping("resolve/lookalikes.yaml", Lookalikes).groups:
        for char in group:
            out[char] |= set(group) - {char}
    return {char: frozenset(others) for char, others in out.items()}


def propose(articles: Iterable[ResolvedArticle]) -> tuple[Proposal, ...]:
    """Return pairs of names of one issue that differ in one character and are probably one name.

    Either the two characters look alike, or, for persons, both hold the same post.

    Args:
        articles: articles of any issues, in any order.

    Returns:
        Proposals sorted by issue and names; ``name`` stands in the issue at most as often as ``other``.

    Raises:
        DataError: ``kg/data/resolve/lookalikes.yaml`` is wrong.
    """
    counts: defaultdict[tuple[str, Label, str], int] = defaultdict(int)
    posts: defaultdict[tuple[str, str], set[tuple[str, str | None]]] = defaultdict(set)
    for article in articles:
        issue = issue_of(article.article.id)
        for m in article.mentions:
            counts[issue, m.mention.label, m.canonical] += 1
        for f in article.facts:
            if f.type == RelationType.HOLDS_ROLE:
                posts[issue, f.head.canonical].add((f.tail.canonical, f.title))
    # Names that differ in one character agree in all but one: they meet under the name with that character left out.
    holes: defaultdict[tuple[str, Label, str, int], list[str]] = defaultdict(list)
    for issue, label, name in counts:
        for i in range(len(name) if len(name) > 1 else 0):
            holes[issue, label, name[:i] + name[i + 1 :], i].append(name)
    out = set()
    for (issue, label, _, i), same in holes.items():
        for a in same:
            for b in same:
                if (counts[issue, label, a], b) < (counts[issue, label, b], a) and len(a) == len(b):
                    shared = posts[issue, a] & posts[issue, b] if label == Label.PERSON else set()
                    if b[i] in _alike().get(a[i], ()):
                        out.add(Proposal(issue, a, b, f"one character differs, and {a[i]} looks like {b[i]}"))
                    elif shared and len(a) > 2:
                        post = "".join(part or "" for part in min(shared, key=str))
                        out.add(Proposal(issue, a, b, f"one character differs, and both are {post}"))
    return tuple(sorted(out, key=lambda p: (p.issue, p.name, p.other)))
