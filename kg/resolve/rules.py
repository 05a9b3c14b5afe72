"""The data behind resolution: words for levels and employers, patterns, short forms."""

from __future__ import annotations

import re
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_entries, load_mapping
from kg.types import Label


class Level(BaseModel):
    """A word for a level of the country that stands in place of a name (市 in 市总工会)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    word: str
    place: str
    province: bool = False
    """A level of provinces: the paper's own, unless the article says otherwise."""
    city: bool = False
    """Cities of the prefecture as well as of the county level bear the word."""
    zone: bool = False
    """Development zones and the like, which no gazetteer holds."""
    not_before: tuple[str, ...] = ()
    region: str = ""
    """Full names of provinces that the word means where no smaller place is named (区总工会 beside 自治区)."""
    examples: dict[str, str]
    """Name → what is left behind the word."""
    counterexamples: tuple[str, ...] = ()

    @cached_property
    def names(self) -> re.Pattern[str]:
        """Matches the full place names that the word can stand for."""
        return re.compile(self.place)

    def rest(self, name: str) -> str | None:
        """Return what stands behind the word, or None where the name does not begin with it."""
        if not name.startswith(self.word) or len(name) == len(self.word):
            return None
        rest = name[len(self.word) :]
        return None if rest.startswith(self.not_before) else rest


class Owner(BaseModel):
    """A word for the employer that stands in place of its name (公司 in 公司工会)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    word: str
    ends: str
    examples: dict[str, str]

    @cached_property
    def names(self) -> re.Pattern[str]:
        """Matches the employers' names that the word can stand for."""
        return re.compile(self.ends)


class Pattern(BaseModel):
    """A named regular expression with strings that it must match and strings that it must not."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    about: str
    pattern: str
    search: bool = False
    """May match anywhere in a string; else the whole of it."""
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern)

    def matches(self, text: str) -> bool:
        """Say whether the pattern matches a string."""
        return bool(self.regex.search(text) if self.search else self.regex.fullmatch(text))


class Names(BaseModel):
    """Short forms that mean the same everywhere, and words that need an owner."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    fixed: dict[str, str]
    heads: dict[str, str]
    kinds: dict[str, str]
    bare: dict[str, tuple[str, ...]]
    generic: frozenset[str]
    body_starts: tuple[str, ...]
    employers: dict[Label, str]
    small_places: tuple[str, ...]
    goes_on: dict[str, str]
    group: str
    federation: str
    dots: str
    party: str
    surnames: str
    city_characters: dict[str, str]
    equivalents: dict[str, str]
    committee: str

    def in_use(self, name: str) -> str:
        """Return a name with the usual word for its kind (工联会 → 工会联合会)."""
        for short, usual in self.kinds.items():
            name = name.replace(short, usual)
        return name


@cache
def levels() -> tuple[Level, ...]:
    """Return the level words, longer ones before the words they begin with.

    Raises:
        DataError: ``kg/data/resolve/levels.yaml`` is wrong.
    """
    return tuple(sorted(load_entries("resolve/levels.yaml", Level), key=lambda x: -len(x.word)))


@cache
def level_starts() -> frozenset[str]:
    """Return the characters that level words begin with."""
    return frozenset(x.word[0] for x in levels())


@cache
def owners() -> tuple[Owner, ...]:
    """Return the words for employers, longer ones first.

    Raises:
        DataError: ``kg/data/resolve/owners.yaml`` is wrong.
    """
    return tuple(sorted(load_entries("resolve/owners.yaml", Owner), key=lambda x: -len(x.word)))


@cache
def patterns() -> dict[str, Pattern]:
    """Return the patterns by name.

    Raises:
        DataError: ``kg/data/resolve/patterns.yaml`` is wrong.
    """
    return {p.name: p for p in load_entries("resolve/patterns.yaml", Pattern)}


@cache
def names() -> Names:
    """Return the fixed short forms.

    Raises:
        DataError: ``kg/data/resolve/names.yaml`` is wrong.
    """
    return load_mapping("resolve/names.yaml", Names)
