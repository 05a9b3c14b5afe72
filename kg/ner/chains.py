"""What may stand before an organisation's head: word lists and the pieces of a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.ner.patterns import any_of
from kg.types import Label

_LONGEST_LEVEL = 3


class Chains(BaseModel):
    """``kg/data/ner/chains.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    levels: frozenset[str]
    general: frozenset[str]
    stops: frozenset[str]
    verbs: frozenset[str]
    acts: frozenset[str]
    generic: frozenset[str]
    boundaries: frozenset[str]
    brand_ends: list[str]
    person_ends: str
    not_persons: frozenset[str]
    not_levels: frozenset[str]
    glued: list[str]
    not_a_head: str
    deputies: str
    number: str
    local: str
    local_levels: frozenset[str]
    defines: str
    general_union: str
    stations: frozenset[str]
    joints: frozenset[str]
    project: str
    mixed: str
    sentence: str
    titled_media: frozenset[str]
    owners: list[str]
    works: frozenset[str]
    ordinal: str
    row_marks: str
    groups: list[str]
    union: str
    quoted_sites: list[str]
    quoted_ends: list[str]
    quoted_not: list[str]
    venue: str
    owner_words: list[str]
    place_trades: frozenset[str]
    numbered: dict[Label, str]
    projects: frozenset[str]
    project_reach: int
    committee: str
    committee_organs: frozenset[str]
    parted: str
    workshop: str
    opens: str
    party_committee: str
    local_not: list[str]
    general_signs: str
    times: str
    inspects: list[str]


class Kind(Enum):
    """What a piece of a name is."""

    BODY = "an organisation found before"
    PLACE = "a place"
    NAME = "a brand or person by the base model"
    LEVEL = "a level word"
    GENERIC = "a word that any name may hold"
    NUMBER = "a number"
    QUOTE = "a bracket or quotation"
    PLAIN = "any other word"


SPECIFIC = frozenset({Kind.BODY, Kind.PLACE, Kind.NAME, Kind.LEVEL})


class Piece(NamedTuple):
    """A piece of the stretch before a head."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before a head, from where the name begins."""

    start: int
    pieces: tuple[Piece, ...]

    @property
    def named(self) -> bool:
        """A place, brand, person, body or level word stands in it."""
        return any(p.kind in SPECIFIC for p in self.pieces)

    @property
    def specific(self) -> int:
        """Characters that are not generic."""
        return sum(p.end - p.start for p in self.pieces if p.kind is not Kind.GENERIC)

    @property
    def regional(self) -> bool:
        """It is nothing but places and level words."""
        # A longer piece is a level word and a trade (省冶金).
        return bool(self.pieces) and all(
            p.kind is Kind.PLACE or (p.kind is Kind.LEVEL and p.end - p.start <= _LONGEST_LEVEL) for p in self.pieces
        )

    @property
    def bare(self) -> bool:
        """It begins with a level word, with no place before it."""
        return bool(self.pieces) and self.pieces[0].kind is Kind.LEVEL

    @property
    def on_body(self) -> bool:
        """A body stands in it."""
        return any(p.kind is Kind.BODY for p in self.pieces)

    @property
    def numbered(self) -> bool:
        """A number stands right before the head, and something before the number."""
        return len(self.pieces) > 1 and self.pieces[0].kind is not Kind.NUMBER and self.pieces[-1].kind is Kind.NUMBER


@cache
def parted() -> re.Pattern[str]:
    """Return a pattern of words between two bodies that the base model takes for one name."""
    return re.compile(chains().parted)


@cache
def chains() -> Chains:
    """Return the word lists of the walk."""
    return load_mapping("ner/chains.yaml", Chains)


@cache
def number_pattern() -> re.Pattern[str]:
    """Return a pattern of numbers inside names."""
    return re.compile(chains().number)


@cache
def time_pattern() -> re.Pattern[str]:
    """Return a pattern of times that are no part of a name (近年)."""
    return re.compile(chains().times)


@cache
def _local() -> re.Pattern[str]:
    return re.compile(chains().local)


@cache
def defining_pattern() -> re.Pattern[str]:
    """Return a pattern of what defines a short form."""
    return re.compile(chains().defines)


@cache
def brand_pattern() -> re.Pattern[str]:
    """Return a pattern of the last words of brands."""
    return re.compile(f"{any_of(chains().brand_ends)}$")


@cache
def glued_pattern() -> re.Pattern[str]:
    """Return a pattern of what the base model glues to the front of names."""
    return re.compile(any_of(chains().glued))


def is_local(name: str) -> bool:
    """Does a name end in a town, street office, village or quarter?"""
    return bool(_local().search(name))


def ends_as_brand(name: str) -> bool:
    """Does a name end in a word of trade (外卖, 集团)?"""
    return bool(brand_pattern().search(name))
