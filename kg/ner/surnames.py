"""Family names (``kg/data/ner/surnames.yaml``) and the shapes of Chinese personal names."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.ner.patterns import HAN, any_of


class Surnames(BaseModel):
    """The lists."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    plain: str
    everyday: str
    compound: list[str]


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
def compound() -> frozenset[str]:
    """Return the family names of two characters."""
    return frozenset(surnames().compound)


@cache
def spaced() -> re.Pattern[str]:
    """Return a pattern of names of two characters printed with a blank: groups 1 family name, 2 given name."""
    return re.compile(f"([{''.join(sorted(single()))}])[ \u3000]{{1,4}}({HAN})")


@cache
def _family() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(compound())}|[{''.join(sorted(single()))}])")


def family_length(text: str, position: int = 0) -> int:
    """Return the length of the family name that begins here: 2 for a compound one, 1, or 0."""
    m = _family().match(text, position)
    return len(m.group()) if m else 0
