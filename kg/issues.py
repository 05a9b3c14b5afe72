"""Pages become issues: continued articles are put together, and what of them is in a store already is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from kg import ids
from kg.errors import MastheadError
from kg.segment import join
from kg.stores.base import Store
from kg.stores.cypher import TEXTS_OF_ISSUE
from kg.text import bare
from kg.types import Article, Segmented


def issue_of(page: Segmented) -> str:
    """Return the id of a page's issue.

    Raises:
        MastheadError: the page does not say its newspaper or its date, and no option does.
    """
    facts = page.masthead
    missing = [("newspaper", "--newspaper NAME")] * (not facts.newspaper) + [("date", "--date YYYY-MM-DD")] * (
        not facts.date
    )
    if not facts.newspaper or not facts.date:
        what, options = (" or ".join(x) for x in zip(*missing, strict=True))
        raise MastheadError(f"does not say its {what}; give {options.replace(' or ', ' and ')}")
    return ids.issue_id(facts.newspaper, facts.date)


def neighbours(pages: Iterable[Segmented]) -> Iterator[list[Segmented]]:
    """Yield pages of one issue that follow each other together; pages that do not say their issue alone."""

    def key(numbered: tuple[int, Segmented]) -> object:
        facts = numbered[1].masthead
        return (facts.newspaper, facts.date) if facts.newspaper and facts.date else numbered[0]

    for _, group in groupby(enumerate(pages), key=key):
        yield [page for _, page in group]


def wanted(
    store: Store, issue: str, pages: Sequence[Segmented], joined: Sequence[Segmented]
) -> tuple[list[Article], int]:
    """Return the articles of an issue that a store lacks, and the number of those that it has.

    An article over several pages of which the store has a piece is not stored beside it: its other pieces are. A piece
    that the store has as part of a whole article is there.

    Args:
        store: the store.
        issue: id of the issue.
        pages: its pages as they were cut.
        joined: the same with continued articles put together.
    """
    articles = {a.id: a for page in joined for a in page.articles}
    pieces = {a.id: a for page in pages for a in page.articles}
    known = store.sources({*articles, *(part for a in articles.values() for part in a.parts)}).keys()
    new: list[Article] = []
    skipped = 0
    for article in articles.values():
        apart = [pieces[p] for p in article.parts if p in pieces] if known & set(article.parts) else [article]
        for piece in apart:
            there = article.id in known or piece.id in known
            if there or (piece.unfinished and _inside(piece, store, issue)):
                skipped += 1
            else:
                new.append(piece)
    return new, skipped


def _inside(piece: Article, store: Store, issue: str) -> bool:
    """Whether a piece is part of an article that the store has."""
    body = bare(piece.text[piece.body_start :])
    rows = store.run(TEXTS_OF_ISSUE, {"issue": issue}).rows
    return any(body in bare(str(text)) for (text,) in rows)


__all__ = ["issue_of", "join", "neighbours", "wanted"]
