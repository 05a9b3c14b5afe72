"""Texts with marked names: ``[王一]P 到[甲公司]C`` is read as a scene; P person, U union, C company, O other body, L place."""

from __future__ import annotations

import re
from datetime import date

from kg.relations import companions, hosted, meetings, met, signed, visits
from kg.relations.scene import Findings, Scene
from kg.types import Article, Label, Masthead, Mention, Run

_MARK = re.compile(r"\[([^\[\]\n]+)\]([PUCOL])")
_LABELS = {"P": Label.PERSON, "U": Label.UNION, "C": Label.COMPANY, "O": Label.ORG, "L": Label.PLACE}
ISSUE = date(2022, 3, 4)


def scene(marked: str, issue: date | None = ISSUE, home: str = "浙江省") -> Scene:
    """Return the scene of a marked text; a blank line behind the first line makes that one the headline."""
    text, mentions, last = "", [], 0
    for m in _MARK.finditer(marked):
        text += marked[last : m.start()]
        mentions.append(Mention(len(text), len(text) + len(m[1]), m[1], _LABELS[m[2]]))
        text += m[1]
        last = m.end()
    text += marked[last:]
    head = text.find("\n\n")
    facts = Masthead(newspaper="工人报", date=issue, home=home)
    body = head + 2 if head > 0 else 0
    article = Article("工人报/x", "x", facts, text[: max(head, 0)], text, (), (Run(0, 0, len(text)),), body)
    return Scene(article, text, tuple(mentions), ())


def findings(marked: str, issue: date | None = ISSUE) -> Findings:
    """Return what the rules find in a marked text."""
    found, laid = Findings(), scene(marked, issue)
    for module in (signed, hosted, meetings, visits, companions, met):
        module.find(laid, found)
    return found


def rows(marked: str, *types: str, issue: date | None = ISSUE) -> set[tuple[str, ...]]:
    """Return (type, head, tail) of the relations of these types, of all types if none is given."""
    found = findings(marked, issue).relations
    return {(str(r.type), r.head.name, r.tail.name) for r in found if not types or r.type in types}


def pairs(marked: str, type: str, issue: date | None = ISSUE) -> set[tuple[str, str]]:
    """Return (head, tail) of the relations of one type."""
    return {(r.head.name, r.tail.name) for r in findings(marked, issue).relations if r.type == type}
