"""Which persons the articles of a load speak of, asked with as few of the earlier articles as will do.

A person carries the keys and the first claim of all articles that speak of it, so a new article is compared with
persons and not with articles, and costs the same however often a name was in the news. All claims of a name are read
only where that may change what earlier articles mean: where new claims join two persons, come before a person's first,
or complete an issue that is there already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.ids import date_of, is_issue_key
from kg.stores.base import Identity
from kg.stores.draft import Reader
from kg.types import Claim, Edge, Node

People = Mapping[tuple[str, str], str]
"""Person by article and name."""
_LATER = "\uffff"
"""Sorts after every day."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Who is meant, and what that changes."""

    people: People
    owners: People
    """Person that had what an article says of a name until now; only for names of which all claims were read."""


def settle(
    reader: Reader, persons: Sequence[Node], new: Sequence[Claim], identity: Identity, issues: Collection[str]
) -> Settled:
    """Return the persons that new claims speak of.

    Args:
        reader: the store.
        persons: all persons of the store that bear a name of the claims.
        new: claims of new articles.
        identity: says which claims speak of one person.
        issues: ids of the issues they stand in.
    """
    again = {name_of(p) for p in persons} & _names_in(reader, issues) if persons else set()
    known = [p for p in persons if name_of(p) not in again]
    short = [c for p in known for c in _summary(p)]
    people = dict(identity.identify([*short, *(c for c in new if c.name not in again)]))
    again |= {name_of(p) for p in known if people.get((p.id, name_of(p)), p.id) != p.id}
    people = {k: v for k, v in people.items() if k[1] not in again and "/" in k[0]}
    if not again:
        return Settled(people, {})
    old, owners = claims_of(reader, [p for p in persons if name_of(p) in again])
    people |= identity.identify([*old, *(c for c in new if c.name in again)])
    return Settled(people, owners)


def claims_of(
    reader: Reader, persons: Iterable[Node], gone: Collection[str] = ()
) -> tuple[list[Claim], dict[tuple[str, str], str]]:
    """Return all that articles say of persons, and which person carries what each article says of a name.

    Args:
        reader: the store.
        persons: persons of the store.
        gone: articles to leave out.
    """
    names = {p.id: name_of(p) for p in persons}
    claims, owners = [], {}
    for edge in reader.edges_from("Person", sorted(names), ["MENTIONED_IN"]):
        keys = edge.properties.get("keys")
        if edge.tail not in gone and isinstance(keys, list) and keys:
            claims.append(Claim(edge.tail, names[edge.head], date_of(edge.tail), tuple(map(str, keys))))
            owners[edge.tail, names[edge.head]] = edge.head
    return claims, owners


def name_of(person: Node) -> str:
    """Return a person's name."""
    return str(person.properties["name"])


def _summary(person: Node) -> list[Claim]:
    """Return claims, of no article, that stand for all those that made a person."""
    name, keys = name_of(person), person.properties.get("keys")
    listed = tuple(map(str, keys)) if isinstance(keys, list) else ()
    day, _, first = str(person.properties.get("first", "")).partition(" ")
    if not listed or not first:
        return []
    # A person known by posts may have been met first in an article that gives none.
    bound = (first, listed[0]) if is_issue_key(first) and not is_issue_key(listed[0]) else (first,)
    return [Claim(person.id, name, day, bound), Claim(person.id, name, _LATER, listed)]


def _names_in(reader: Reader, issues: Collection[str]) -> set[str]:
    """Return the names of persons in articles of some issues that are there already."""
    published: list[Edge] = reader.edges_to("Issue", sorted(issues), ["PUBLISHED_IN"])
    if not published:
        return set()
    mentions = reader.edges_to("Article", sorted(e.head for e in published), ["MENTIONED_IN"])
    return {name_of(p) for p in reader.nodes("Person", sorted({e.head for e in mentions}))}
