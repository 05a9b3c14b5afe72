"""Persons across articles: one name is one person where posts, employers or the same issue link the articles.

Two people of one name in different posts stay apart unless an article gives both posts. The result depends only on
the set of claims, not on their order; taking claims away gives what the rest alone would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.ids import ISSUE_KEY, digest, first_of, is_issue_key, issue_of
from kg.types import Claim, Label, RelationType, ResolvedArticle

_POST = "post:"


def claims(article: ResolvedArticle) -> tuple[Claim, ...]:
    """Return one claim for each person of an article.

    The keys are the canonical names of the organisations or places in which the person holds, or held, a post (for
    reporters their paper). A person without any post has the issue as the only key.

    Args:
        article: a resolved article.
    """
    found: dict[str, set[str]] = {m.canonical: set() for m in article.mentions if m.mention.label == Label.PERSON}
    for fact in article.facts:
        for name in (fact.head, fact.tail):
            if name.label == Label.PERSON:
                found.setdefault(name.canonical, set())
        if fact.type == RelationType.HOLDS_ROLE:
            body = fact.tail.canonical
            found[fact.head.canonical].add(_POST + article.identities.get(body, body))
    issue, day = issue_of(article.article.id), article.article.masthead.date
    if day is None or not article.article.masthead.newspaper:
        issue = article.article.id  # of an unknown issue nothing can be said
    return tuple(
        Claim(article.article.id, name, day.isoformat() if day else "?", tuple(sorted(keys)) or (ISSUE_KEY + issue,))
        for name, keys in sorted(found.items())
    )


def identify(claims: Iterable[Claim]) -> dict[tuple[str, str], str]:
    """Return the person of each (article id, name).

    Claims of one name that share a key are one person. A claim that knows only its issue joins the one person of that
    name whom the issue's other articles know by a post; where they know two, it stands for itself with the other
    claims of its kind.

    Args:
        claims: claims of any articles, in any order; equal ones count once.

    Returns:
        Person ids: a digest of the name and of the earliest (date, key) among the person's claims, so that articles
        loaded in the order of time keep the ids they have.
    """
    by_name: dict[str, set[Claim]] = defaultdict(set)
    for claim in claims:
        by_name[claim.name].add(claim)
    out: dict[tuple[str, str], str] = {}
    for name, group in by_name.items():
        for members in _people(group):
            first = min(first_of(c.date, c.keys) for c in members)
            person = digest("person", name, *first.split(" ", 1))
            out |= {(c.article, name): person for c in members}
    return out


def _people(group: set[Claim]) -> list[set[Claim]]:
    """Part the claims of one name into persons."""
    people = _components([c for c in group if not _only_issue(c)])
    issues = [{_issue(c) for c in p} for p in people]
    loose: dict[str, set[Claim]] = defaultdict(set)
    for c in group:
        if _only_issue(c):
            loose[c.keys[0]].add(c)
    for key, same in loose.items():
        known = [p for p, seen in zip(people, issues, strict=False) if key in seen]
        if len(known) == 1:
            known[0].update(same)
        else:
            people.append(same)
    return people


def _issue(claim: Claim) -> str:
    return ISSUE_KEY + issue_of(claim.article)


def _only_issue(claim: Claim) -> bool:
    return all(map(is_issue_key, claim.keys))


def _components(group: list[Claim]) -> list[set[Claim]]:
    """Return the connected components of claims over shared keys."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for c in group:
        for other in c.keys[1:]:
            parent[root(other)] = root(c.keys[0])
    out: dict[str, set[Claim]] = defaultdict(set)
    for c in group:
        out[root(c.keys[0])].add(c)
    return list(out.values())
