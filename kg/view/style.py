"""How kinds and relationship types look, and the words of the page (``kg/data/view``)."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, RootModel

from kg.lexicon import load_entries, load_mapping

Colour = str


class Kind(BaseModel):
    """How the nodes of one kind are drawn."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str
    labels: frozenset[str]
    zh: str
    sign: str
    """One character drawn inside the node."""
    colour: Colour
    shape: str
    outline: str
    """The shape for the legend: SVG points in a box of 24 × 24; empty for a circle."""
    grow: float = 1.0
    """Factor on the size, so that shapes of little area do not look smaller than others."""
    rise: int = 0
    """Pixels by which the sign moves up (below zero: down)."""
    diameter: int = 65
    """Size in the Neo4j Browser, in pixels: it writes names inside the nodes."""
    shown: bool = True


class RelationStyle(BaseModel):
    """How the edges of one relationship type are drawn."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    key: str
    colour: Colour
    line: Literal["solid", "dashed", "dotted"]
    detail: list[str] = []
    mark: dict[str, str] = {}
    shown: bool = True


class BreakExample(BaseModel):
    """A name and the lines it should be broken into."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    lines: list[str]


class Breaks(BaseModel):
    """Where a name may be broken into lines."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    before: list[str]
    after: list[str]
    whole: list[str]
    examples: list[BreakExample]


class _Words(RootModel[dict[str, str]]):
    """The words of the interface."""


@cache
def kinds() -> tuple[Kind, ...]:
    """Return the kinds, the more special before the more general.

    Raises:
        DataError: the file is wrong; names the entry.
    """
    return load_entries("view/kinds.yaml", Kind)


@cache
def relation_styles() -> dict[str, RelationStyle]:
    """Return the style of each relationship type.

    Raises:
        DataError: the file is wrong; names the entry.
    """
    return {style.key: style for style in load_entries("view/relations.yaml", RelationStyle)}


@cache
def words() -> dict[str, str]:
    """Return the words of the page by key.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("view/interface.yaml", _Words).root


@cache
def breaks() -> Breaks:
    """Return where names may be broken.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("view/breaks.yaml", Breaks)


def kind_of(labels: tuple[str, ...]) -> Kind | None:
    """Return the first kind whose labels are all among ``labels``; None where no kind fits."""
    have = set(labels)
    return next((kind for kind in kinds() if kind.labels <= have), None)
