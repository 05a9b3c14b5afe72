"""Family names (``kg/data/ner/surnames.yaml``) and the shapes of Chinese personal names."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.ner.patterns import any_of

HAN = "[\u4e00-\u9fff\u3400-\u4dbf]"


class Surnames(BaseModel):
    """The lists."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    common: str
    rare: str
    compound: list[str]


@cache
def surnames() -> Surnames:
    """Return the lists."""
    return load_mapping("ner/surnames.yaml", Surnames)


@cache
def single() -> frozenset[str]:
    """Return all one-character family names."""
    s = surnames()
    return frozenset("".join((s.common + s.rare).split()))


@cache
def plain() -> frozenset[str]:
    """Return one-character family names that are no everyday words."""
    s = surnames()
    return frozenset("".join(s.common.split())) - frozenset("".join(s.rare.split()))


@cache
def compound() -> frozenset[str]:
    """Return the family names of two characters."""
    return frozenset(c for c in surnames().compound if len(c) == 2)


@cache
def spaced() -> re.Pattern[str]:
    """Return a pattern of names of two characters printed with a blank: groups 1 family name, 2 given name."""
    return re.compile(f"([{''.join(sorted(single()))}])[ \u3000]{{1,4}}({HAN})")


@cache
def shape() -> re.Pattern[str]:
    """Return a pattern of ordinary names: a family name and one or two more characters."""
    return re.compile(f"(?:{any_of(compound())}{HAN}{{1,2}}|[{''.join(sorted(single()))}]{HAN}{{1,2}})")


def has_surname(name: str) -> bool:
    """Does a name begin with a family name?"""
    return name[:1] in single() or name[:2] in compound()
