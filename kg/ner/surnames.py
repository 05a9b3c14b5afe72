"""Family names (``kg/data/ner/surnames.yaml``) and the shapes of Chinese personal names."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.ner.patterns import HAN, any_of

_HAN = re.compile(HAN)


class Surnames(BaseModel):
    """The lists."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    plain: str
    everyday: str
    compound: list[str]
    not_blank: list[str]
    """Words of bylines whose first character is no given name."""
    callings: str
    """Last characters of callings."""
    syllables: str
    """Characters of names of other languages."""
    sounds: str
    """Characters of the parts of names with a dot."""


@cache
def surnames() -> Surnames:
    """Return the lists."""
    return load_mapping("ner/surnames.yaml", Surnames)


@cache
def single() -> frozenset[str]:
    """Return all one-character family names."""
    return frozenset("".join((surnames().plain + surnames().everyday).split()))


@cache
def plain() -> frozenset[str]:
    """Return one-character family names that are no everyday words."""
    return single() - frozenset("".join(surnames().everyday.split()))


@cache
def sounds() -> frozenset[str]:
    """Return the characters with which the parts of names with a dot are written."""
    return frozenset("".join(surnames().sounds.split()))


@cache
def compound() -> frozenset[str]:
    """Return the family names of two characters."""
    return frozenset(surnames().compound)


class Spaced(NamedTuple):
    """A family name, a blank and one more character: a name of two characters as newspapers print it."""

    start: int
    blank: int
    given: int
    end: int
    free: bool
    """No Chinese character stands before it."""


@cache
def _spaced() -> re.Pattern[str]:
    return re.compile(f"(?=({HAN})[ \u3000]{{1,4}}({HAN}))")


def spaced(text: str, openings: Container[int]) -> list[Spaced]:
    """Return what looks like names printed with a blank.

    Right behind a word that stands before names any character may begin one (图 雅); elsewhere only a family name may.
    Of two that share a character (徐 蔚 摄) the first holds if it stands behind such a word or free.

    Args:
        text: the text.
        openings: where words end that stand before names.
    """
    found = []
    shut = -1
    family = single()
    for m in _spaced().finditer(text):
        start = m.start(1)
        opened = start in openings or follows_calling(text, start)
        if start == shut or not (opened or text[start] in family):
            continue
        if text.startswith(tuple(surnames().not_blank), m.start(2)):
            continue
        free = start == 0 or not _HAN.match(text[start - 1])
        s = Spaced(start, m.end(1), m.start(2), m.end(2), free)
        if free or opened:
            shut = s.given
        found.append(s)
    starts = {s.start for s in found}
    return [s for s in found if s.free or s.start in openings or s.given not in starts]


def follows_calling(text: str, position: int) -> bool:
    """Does a word end here that ends as callings do (系缆工, 司炉工, 团员)?"""
    return position > 1 and text[position - 1] in surnames().callings and _HAN.match(text[position - 2]) is not None


@cache
def _family() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(compound())}|[{''.join(sorted(single()))}])")


def family_length(text: str, position: int = 0) -> int:
    """Return the length of the family name that begins here: 2 for a compound one, 1, or 0."""
    m = _family().match(text, position)
    return len(m.group()) if m else 0
