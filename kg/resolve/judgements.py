"""What people judged of two names, and what follows from it for an article. Nothing is applied without a judgement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.ids import is_issue_key, issue_of
from kg.resolve.identity import claims
from kg.types import Fact, Label, Name, ResolvedArticle, ResolvedMention

REASON = "judged: misread for the name printed elsewhere"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Somebody's word on two names."""

    name: str
    other: str
    same: bool
    """``name`` is a misreading of ``other``; else they are two names."""
    issues: tuple[str, ...] = ()
    """Issues for which it was given, and those where it was applied later."""
    keys: tuple[str, ...] = ()
    """Keys of the people concerned (see ``kg.resolve.identity``): in other issues it holds for people who share one."""

    @property
    def pair(self) -> frozenset[str]:
        """The two names."""
        return frozenset((self.name, self.other))


def apply(
    articles: Sequence[ResolvedArticle], judgements: Iterable[Judgement]
) -> tuple[list[ResolvedArticle], list[Judgement]]:
    """Return the articles of one issue with misread names put right, and the judgements that did so.

    A body or place is put right wherever it stands. A person is put right only in the issues for which it was judged,
    and where an article of the issue gives the name a post in the same body: elsewhere it may be somebody else's.

    Args:
        articles: resolved articles of one issue.
        judgements: any; those that say two names are two change nothing.
    """
    done = list(articles)
    used: list[Judgement] = []
    # One may lead to the next (a misreading of a misreading), so they are gone through until nothing changes.
    waiting = sorted((j for j in judgements if j.same), key=lambda j: (j.name, j.other))
    while hits := [j for j in waiting if any(_names(a, j.name) for a in done) and _holds(j, done)]:
        for judgement in hits:
            done = [_renamed(a, judgement) for a in done]
        used += hits
        waiting = [j for j in waiting if j not in hits]
    return done, used


def _names(article: ResolvedArticle, name: str) -> bool:
    return any(m.canonical == name for m in article.mentions) or any(
        name in (f.head.canonical, f.tail.canonical) for f in article.facts
    )


def _holds(judgement: Judgement, articles: Sequence[ResolvedArticle]) -> bool:
    """Say whether a judgement holds for an issue."""
    here = [a for a in articles if _names(a, judgement.name)]
    if issue_of(here[0].article.id) in judgement.issues:
        return True
    if not any(_is_person(a, judgement.name) for a in here):
        return True
    keys = {k for a in here for c in claims(a) if c.name == judgement.name for k in c.keys if not is_issue_key(k)}
    return bool(keys & {*judgement.keys})


def _is_person(article: ResolvedArticle, name: str) -> bool:
    return any(m.canonical == name and m.mention.label == Label.PERSON for m in article.mentions) or any(
        end.canonical == name and end.label == Label.PERSON for f in article.facts for end in (f.head, f.tail)
    )


def _renamed(article: ResolvedArticle, judgement: Judgement) -> ResolvedArticle:
    old, new = judgement.name, judgement.other
    if not _names(article, old):
        return article

    def mention(m: ResolvedMention) -> ResolvedMention:
        return replace(m, canonical=new, reason=REASON) if m.canonical == old else m

    def end(name: Name) -> Name:
        return replace(name, canonical=new) if name.canonical == old else name

    def fact(f: Fact) -> Fact:
        return replace(f, head=end(f.head), tail=end(f.tail))

    identities = dict(article.identities)
    full = identities.pop(old, None)
    if full and new not in identities:
        # 江苏省南京市/鼓楼区总工舍 stays the one of Nanjing.
        identities[new] = full[: -len(old)] + new if full.endswith(old) else full
    return replace(
        article,
        mentions=tuple(map(mention, article.mentions)),
        facts=tuple(map(fact, article.facts)),
        identities=identities,
    )
