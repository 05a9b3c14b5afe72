"""What makes two nodes one node and two edges one edge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.errors import OntologyError
from kg.ids import digest
from kg.lexicon import load_mapping
from kg.types import Label, Value

BASES: Mapping[Label, str] = {
    Label.PERSON: "Person",
    Label.UNION: "Organization",
    Label.COMPANY: "Organization",
    Label.ORG: "Organization",
    Label.PLACE: "Place",
    Label.EVENT: "Event",
    Label.HONOUR: "Honour",
}
"""Label of a name → base label of its node."""

SUBLABELS: Mapping[Label, str] = {Label.UNION: "Union", Label.COMPANY: "Company"}
"""Label of a name → the further label of its node; where articles disagree, the first of these wins."""

SYMMETRIC = "SIGNED_WITH"
KEY_PROPERTIES = ("title", "former", "function", "start", "end")
"""What tells two edges of one type between the same nodes apart: another title, another day, another edge."""


class _Pattern(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    pattern: str
    examples: list[str]
    counterexamples: list[str]


class _Patterns(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    official_bodies: list[_Pattern]
    proper_event_names: list[_Pattern]
    bare_event_length: int


@cache
def patterns() -> _Patterns:
    """Return the patterns of ``kg/data/graph/patterns.yaml``.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("graph/patterns.yaml", _Patterns)


@cache
def _joined(group: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p.pattern})" for p in getattr(patterns(), group)))


def is_official_body(base: str, name: str) -> bool:
    """Say whether a post in the named node makes its holder an official: a union, party or state body, or a place."""
    return base == "Place" or (base == "Organization" and bool(_joined("official_bodies").search(name)))


def entity_id(base: str, name: str) -> str:
    """Return the id of an organisation, place or honour: one name, one node."""
    return digest(base, name)


def event_id(name: str, day: date | None, issue: str, article: str) -> str:
    """Return the id of an event.

    A name that says whose event it is (a place, an organisation, a number) is one event a day, wherever it is reported.
    Other names of some length are one event in an issue. Bare kinds (座谈会) are one event in an article: two articles
    of one page may well tell of two. Joining two meetings would put officials into rooms they were not in; keeping one
    meeting twice loses only a link.

    Args:
        name: the event's name as printed.
        day: the day it took place, None when the article does not say.
        issue: id of the issue.
        article: id of the article.
    """
    if _joined("proper_event_names").search(name):
        where = ""
    elif len(name) > patterns().bare_event_length:
        where = issue
    else:
        where = article
    if day is None:
        return digest("Event", name, where or issue.rpartition("/")[2], "reported")
    return digest("Event", name, where, day.isoformat())


def _text(value: Value) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    raise OntologyError(f"{value!r} cannot be part of an edge's key")


def edge_id(type: str, head: str, tail: str, properties: Mapping[str, Value]) -> str:
    """Return the id of an edge: its type, ends and key properties."""
    return digest(type, head, tail, *(_text(properties.get(k)) for k in KEY_PROPERTIES))
