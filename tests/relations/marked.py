"""Articles with their mentions marked in the text: ``{U:省总工会}主席{P:史济锡}``."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from kg.ner.base import BaseTagger
from kg.relations.scene import Scene, Word
from kg.types import Article, Label, Masthead, Mention

_MARK = re.compile(r"\{([UCOLP]):([^}]*)\}")
_LABELS = {"U": Label.UNION, "C": Label.COMPANY, "O": Label.ORG, "L": Label.PLACE, "P": Label.PERSON}


@cache
def _tagger() -> BaseTagger:
    return BaseTagger()


def scene(
    marked: str,
    *,
    newspaper: str | None = "某工人报",
    home: str | None = "浙江省宁波市",
    body_start: int = 0,
    day: date | None = date(2022, 3, 4),
    tagged: bool = True,
) -> Scene:
    """Return the scene of a marked text; with the base model's words, if ``tagged``."""
    text, mentions = "", []
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        mentions.append(Mention(len(text), len(text) + len(mark[2]), mark[2], _LABELS[mark[1]]))
        text += mark[2]
        at = mark.end()
    text += marked[at:]
    words, offset = [], 0
    for line in text.split("\n"):
        if line and tagged:
            tagged = next(iter(_tagger().tag([line])))
            words += [Word(offset + w.start, offset + w.end, line[w.start : w.end], w.tag) for w in tagged]
        offset += len(line) + 1
    article = Article("a", "a", Masthead(newspaper=newspaper, home=home, date=day), "", text, body_start=body_start)
    return Scene(article, text, tuple(mentions), tuple(words))
