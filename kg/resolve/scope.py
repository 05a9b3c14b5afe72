"""How far a name reaches: 县总工会 without its county is one body in one article, not in every paper of the country."""

from __future__ import annotations

from kg.resolve import rules
from kg.resolve.terrain import Terrain
from kg.types import Article


def identity(name: str, article: Article, terrain: Terrain) -> str | None:
    """Return what tells a body or place from others of its name; None where the name alone does.

    A district of which there are several is told by its city. A name that nothing settles is the same only within its
    article; where the paper's home is not known, within the paper, which may well be that of a county or a company.

    Args:
        name: the canonical name.
        article: the article it stands in.
        terrain: the places of that article.
    """
    if own := terrain.identity(name):
        return own
    chain, _ = terrain.split(name)
    settled = bool(chain) and not terrain.ambiguous(name)
    if settled or not (chain or rules.patterns()["unplaced"].matches(name)):
        return None
    paper, home = article.masthead.newspaper, article.masthead.home
    return f"{paper if paper and not home else article.id}/{name}"
