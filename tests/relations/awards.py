"""Reads the awards of a marked text."""

from __future__ import annotations

from kg.relations import honours, roles
from kg.relations.scene import Findings
from kg.types import RelationType

from .marked import scene


def awards(marked: str) -> set[tuple[str, str]]:
    """Return (bearer, honour) pairs; posts are read first, as in ``kg.relations.read``."""
    found, laid = Findings(), scene(marked)
    roles.find(laid, found)
    honours.find(laid, found)
    return {(r.head.name, r.tail.name) for r in found.of(RelationType.AWARDED)}
