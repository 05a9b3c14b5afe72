"""Names of honours in the text, from ``kg/data/relations/honours.yaml``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.relations.scene import Scene
from kg.types import ORGANIZATIONS, Label


class HonourGroup(BaseModel):
    """Honours of one kind."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    about: str
    patterns: tuple[str, ...]
    bearer: str
    needs_level: bool = False
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()


class HonourData(BaseModel):
    """The data file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    levels: tuple[str, ...]
    fields: str
    after: str
    names: tuple[HonourGroup, ...]


@dataclass(frozen=True, slots=True)
class HonourName:
    """An honour as printed; ``text`` leaves out who bears it (获得者)."""

    start: int
    end: int
    text: str


@cache
def honour_data() -> HonourData:
    """Return the data.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("relations/honours.yaml", HonourData)


@cache
def _grammar() -> re.Pattern[str]:
    data = honour_data()
    level = "|".join(sorted(data.levels, key=len, reverse=True))
    groups = "|".join(f"(?P<n{i}>{'|'.join(g.patterns)})(?P<b{i}>{g.bearer})" for i, g in enumerate(data.names))
    return re.compile(f"(?P<level>{level})?(?P<quote>“)?(?:{groups})(?(quote)”)(?:{data.after})?")


@cache
def _fields() -> re.Pattern[str]:
    """Level and field before a name: 全国交通|技术能手."""
    data = honour_data()
    level = "|".join(sorted(data.levels, key=len, reverse=True))
    return re.compile(f"(?:{level}){data.fields}$")


def honours(scene: Scene) -> Iterator[HonourName]:
    """Yield the honours of an article, in order.

    A place before the name (浙江省劳动模范) belongs to it; names of everyday words ask for a level or a place.
    """
    data, text = honour_data(), scene.text
    places = sorted(
        {(w.start, w.end) for w in scene.words if w.tag in ("LOC", "ORG", "nz")}
        | {(m.start, m.end) for m in scene.mentions if m.label is Label.PLACE}
    )
    ends = sorted((e, s) for s, e in places)
    bodies = {m.start for m in scene.mentions if m.label in ORGANIZATIONS}
    for found in _grammar().finditer(text):
        k = next(i for i in range(len(data.names)) if found[f"n{i}"])
        start, levelled = found.start(), bool(found["level"])
        body, body_end = found.span(f"n{k}")
        before = [s for e, s in ends[bisect_left(ends, (start, 0)) : bisect_left(ends, (body + 1, 0))] if s <= start]
        if levelled:
            before = [s for s in before if s not in bodies]  # 某集团|全国劳模: who employs the bearer
        if before:
            start, levelled = min(before), True
        elif not levelled:
            line = text.rfind("\n", 0, start) + 1
            back = _fields().search(text, max(line, start - 10), start)
            if back:
                start, levelled = back.start(), True
        if data.names[k].needs_level and not levelled:
            continue
        name, end = text[start:body_end].replace("“", "").replace("”", ""), found.end()
        if text[start - 1 : start] == "“" and text[end : end + 1] == "”":
            start, end = start - 1, end + 1
        end = _bearer_end(text, end)
        yield HonourName(start, end, name)


@cache
def _bearers() -> re.Pattern[str]:
    data = honour_data()
    return re.compile(f"(?:{data.after})?(?:{'|'.join(g.bearer for g in data.names)})?")


def _bearer_end(text: str, at: int) -> int:
    found = _bearers().match(text, at)
    return found.end() if found else at
