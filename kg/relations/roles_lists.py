"""Names behind a title and a colon: 选举产生委员17名：甲（女）、乙、丙."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.relations.connectives import connectives
from kg.relations.roles_tokens import Kind, Token
from kg.relations.scene import Scene


def listed(scene: Scene, tokens: Sequence[Token], k: int) -> list[Token]:
    """Return the names of the list that a title at ``k`` heads; none where no list follows it."""
    i = k + 1
    while i < len(tokens) and tokens[i].kind in (Kind.OTHER, Kind.SEPARATOR):
        i += 1
    gap = scene.text[tokens[k].end : tokens[i].start] if i < len(tokens) else ""
    if not re.fullmatch(connectives().roll, gap):
        return []
    people = []
    while i < len(tokens) and tokens[i].kind in (Kind.PERSON, Kind.SEPARATOR):
        if tokens[i].text in connectives().semicolons:
            break
        people += [tokens[i]] if tokens[i].kind is Kind.PERSON else []
        i += 1
    return people
