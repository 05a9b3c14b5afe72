"""The patterns of lines that belong to no article, of section headings and of notices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from kg.errors import DataError
from kg.lexicon import load_entries, load_mapping, read_text
from kg.types import Reason


class FurnitureEntry(BaseModel):
    """A kind of line that belongs to no article."""

    model_config = ConfigDict(extra="forbid")

    name: str
    reason: Reason
    where: Literal["line", "start", "part"]
    near: bool = False
    """Counts only beside other lines of a masthead."""
    alone: bool = False
    """Counts only where blank lines or furniture stand above and below."""
    pattern: str
    examples: list[str] = Field(min_length=1)
    counterexamples: list[str] = []


class SectionEntry(BaseModel):
    """A kind of section heading; the whole line must match."""

    model_config = ConfigDict(extra="forbid")

    name: str
    pattern: str
    examples: list[str] = Field(min_length=1)
    counterexamples: list[str] = []


class NoticeEntry(SectionEntry):
    """A sign of advertisements and notices."""

    kind: Literal["heading", "sign", "end"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled entry."""

    name: str
    reason: Reason
    near: bool
    alone: bool
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Furniture:
    """All patterns of furniture, by where they apply."""

    line: tuple[Pattern, ...]
    start: tuple[Pattern, ...]
    part: tuple[Pattern, ...]
    any_line: re.Pattern[str]
    """One of ``line``: most lines of a page are none, and one question is quicker than twenty."""
    any_start: re.Pattern[str]
    any_part: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Notices:
    """Patterns of notices."""

    heading: re.Pattern[str]
    sign: re.Pattern[str]
    end: re.Pattern[str]


def compiled(file: str, name: str, pattern: str) -> re.Pattern[str]:
    """Return a pattern compiled.

    Raises:
        DataError: it is no regular expression; names file and entry.
    """
    try:
        return re.compile(pattern)
    except re.error as e:
        raise DataError(f"kg/data/{file}: {name}: pattern: {e}") from e


FURNITURE = "segment/furniture.yaml"
SECTIONS = "segment/sections.yaml"
NOTICES = "segment/notices.yaml"
BYLINES = "segment/bylines.yaml"
PAIRS = "segment/pairs.tsv"
SURNAMES = "ner/surnames.yaml"
USUAL = "segment/usual.tsv"
PATTERNS = "segment/patterns.yaml"


@cache
def furniture() -> Furniture:
    """Return the patterns of ``furniture.yaml``.

    Raises:
        DataError: an entry is wrong.
    """
    groups: dict[str, list[Pattern]] = {"line": [], "start": [], "part": []}
    for e in load_entries(FURNITURE, FurnitureEntry):
        groups[e.where].append(Pattern(e.name, e.reason, e.near, e.alone, compiled(FURNITURE, e.name, e.pattern)))
    one = {k: re.compile("|".join(f"(?:{p.expression.pattern})" for p in v)) for k, v in groups.items()}
    line, start, part = (tuple(groups[k]) for k in ("line", "start", "part"))
    return Furniture(line, start, part, one["line"], one["start"], one["part"])


@cache
def sections() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of ``sections.yaml``.

    Raises:
        DataError: an entry is wrong.
    """
    return tuple(compiled(SECTIONS, e.name, e.pattern) for e in load_entries(SECTIONS, SectionEntry))


@cache
def notices() -> Notices:
    """Return the patterns of ``notices.yaml``, one alternation for each kind.

    Raises:
        DataError: an entry is wrong.
    """
    kinds: dict[str, list[str]] = {"heading": [], "sign": [], "end": []}
    for e in load_entries(NOTICES, NoticeEntry):
        compiled(NOTICES, e.name, e.pattern)
        kinds[e.kind].append(f"(?:{e.pattern})")
    return Notices(**{k: re.compile("|".join(v)) for k, v in kinds.items()})


@cache
def byline_patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of ``bylines.yaml`` by name.

    Raises:
        DataError: an entry is wrong.
    """
    return {e.name: compiled(BYLINES, e.name, e.pattern) for e in load_entries(BYLINES, SectionEntry)}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {e.name: compiled(PATTERNS, e.name, e.pattern) for e in load_entries(PATTERNS, SectionEntry)}


def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of ``patterns.yaml`` by name.

    Raises:
        DataError: there is none of this name, or an entry is wrong.
    """
    try:
        return _patterns()[name]
    except KeyError as e:
        raise DataError(f"kg/data/{PATTERNS}: {name}: missing") from e


@cache
def pairs() -> frozenset[str]:
    """Return common words of two characters.

    Raises:
        DataError: a line of the table is wrong.
    """
    return _table(PAIRS)


@cache
def usual() -> frozenset[str]:
    """Return pairs of characters that stand in the news of many unions.

    Raises:
        DataError: a line of the table is wrong.
    """
    return _table(USUAL)


class _FamilyNames(BaseModel):
    """The family names that count as evidence of a name, of the data that finding names uses."""

    plain: str


@cache
def family_names() -> frozenset[str]:
    """Return family names of one character that are no common words.

    Raises:
        DataError: the file is wrong.
    """
    return frozenset("".join(load_mapping(SURNAMES, _FamilyNames).plain.split()))


def _table(file: str) -> frozenset[str]:
    out: set[str] = set()
    for n, line in enumerate(read_text(file).splitlines(), 1):
        if line and not line.startswith("#"):
            first, tab, seconds = line.partition("\t")
            if not tab or len(first) != 1:
                raise DataError(f"kg/data/{file}: line {n}: not a character, a tab and characters")
            out.update(first + c for c in seconds)
    return frozenset(out)


def is_section(folded: str) -> bool:
    """Whether a line is the heading of a section."""
    return len(folded) <= 30 and any(p.fullmatch(folded) for p in sections())
