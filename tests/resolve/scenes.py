"""Articles for tests of resolution, mentions marked in the text: [U省总工会]主席[P史明]."""

from __future__ import annotations

import re
from datetime import date

from kg.ids import article_id
from kg.resolve import resolve
from kg.types import Article, Label, Masthead, Mention, Reading, Relation, ResolvedArticle

_MARK = re.compile(r"\[([PUCOL])([^\]]+)\]")
_LABELS = {"P": Label.PERSON, "U": Label.UNION, "C": Label.COMPANY, "O": Label.ORG, "L": Label.PLACE}


def reading(
    marked: str,
    home: str | None = "浙江省",
    paper: str = "浙江工人日报",
    day: date = date(2022, 3, 4),
    relations: tuple[Relation, ...] = (),
) -> Reading:
    """Return the reading of a marked text."""
    text, mentions, at = "", [], 0
    for m in _MARK.finditer(marked):
        text += marked[at : m.start()]
        mentions.append(Mention(len(text), len(text) + len(m[2]), m[2], _LABELS[m[1]]))
        text, at = text + m[2], m.end()
    text += marked[at:]
    article = Article(
        article_id(paper, day, text), "test.txt", Masthead(newspaper=paper, date=day, home=home), "", text
    )
    return Reading(article, tuple(mentions), relations)


def settled(marked: str, home: str | None = "浙江省", paper: str = "浙江工人日报") -> list[str]:
    """Return the canonical names of a marked text's mentions, persons left out, in order."""
    return [m.canonical for m in whole(marked, home, paper).mentions if m.mention.label != Label.PERSON]


def whole(marked: str, home: str | None = "浙江省", paper: str = "浙江工人日报") -> ResolvedArticle:
    """Return the resolved article of a marked text."""
    return resolve(reading(marked, home, paper))
