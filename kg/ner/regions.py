"""Word lists of places beside the gazetteer (``kg/data/ner/places.yaml``)."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.ner.layout import Layout
from kg.ner.patterns import HAN, any_of
from kg.places import gazetteer


class Regions(BaseModel):
    """The word lists."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    suffixes: list[str]
    extending: frozenset[str]
    zone_words: frozenset[str]
    zone_end: str
    unchained: frozenset[str]
    countries: frozenset[str]
    never: frozenset[str]
    everyday: frozenset[str]
    divisions: str
    units: str
    joints: str
    towns: str
    villages: str
    never_before: list[str]
    never_after: frozenset[str]
    before: list[str]
    towns_people: str
    people: str
    """What makes a village or town behind a place part of another word (丁家庄|村民)."""
    motion: str
    cities: dict[str, str]
    held: list[str]
    shared: list[str]
    rivers: frozenset[str]
    rows: list[str]
    bodies: list[str]
    numbered: str
    wishes: list[str]


@cache
def regions() -> Regions:
    """Return the word lists."""
    return load_mapping("ner/places.yaml", Regions)


@cache
def countries() -> frozenset[str]:
    """Return names of countries."""
    return regions().countries


@cache
def full_names() -> frozenset[str]:
    """Return the gazetteer's names that show what they are (浙江省, 椒江区, 景宁县)."""
    ends = tuple(regions().divisions)
    return frozenset(f for f in gazetteer().forms() if len(f) > 2 and f.endswith(ends))


@cache
def short_names() -> frozenset[str]:
    """Return the gazetteer's names that do not (浙江, 椒江)."""
    return frozenset(f for f in gazetteer().forms() if len(f) > 1) - full_names()


@cache
def _full() -> re.Pattern[str]:
    return re.compile(any_of(full_names()))


def full_names_in(layout: Layout) -> list[tuple[int, int]]:
    """Return where the gazetteer's full names stand, whatever the base model makes of them."""
    found: list[tuple[int, int]] | None = layout.memory.get("regions")
    if found is None:
        found = layout.memory["regions"] = [m.span() for m in _full().finditer(layout.text)]
    return found


def full_name_over(layout: Layout, position: int) -> int | None:
    """Return where a full name begins that goes on over a position, None where none does."""
    return next((s for s, e in full_names_in(layout) if s < position < e), None)


@cache
def _rows() -> re.Pattern[str]:
    return re.compile(f"((?:{HAN}{{2,8}}{regions().joints})+{HAN}{{2,8}}?)(?:{any_of(regions().rows)})")


def row_spans(layout: Layout) -> list[tuple[int, int]]:
    """Return the items of rows of places (马鞍、齐贤、安昌三地) that hold a known place or have three items."""
    text = layout.text
    out: list[tuple[int, int]] = []
    for m in _rows().finditer(text):
        start = m.start(1)
        items = []
        for part in re.split(regions().joints, m.group(1)):
            items.append((start, start + len(part)))
            start += len(part) + 1
        items[0] = _first(layout, *items[0]), items[0][1]
        known = [s for s, e in items if gazetteer().named(text[s:e])]
        if known or len(items) > 2:
            out.extend((s, e) for s, e in items if e - s > 1)
    return out


def _first(layout: Layout, start: int, end: int) -> int:
    """Find where the first item of a row begins: behind the last verb or preposition (在|马鞍)."""
    for _, e, tag in layout.between(start, end):
        if e < end and tag not in ("LOC", "ORG", "n", "nz", "PER", "nw"):
            start = e
    return start
