"""The touched part of a graph, before and after a change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kg.graph.check import base_label
from kg.graph.merge import merge_edges
from kg.ontology import ontology
from kg.types import Edge, Node

EVIDENCED = tuple(t for t, d in ontology().edges.items() if d.evidenced)


class Reader(Protocol):
    """What a store can be asked while it changes. Unknown ids are left out of answers."""

    def nodes(self, base: str, ids: Collection[str]) -> list[Node]:
        """Return nodes of one base label by id."""
        ...

    def persons(self, names: Collection[str]) -> list[Node]:
        """Return the persons of these names."""
        ...

    def edges(self, type: str, ids: Collection[str]) -> list[Edge]:
        """Return edges of one type by id."""
        ...

    def edges_from(self, base: str, ids: Collection[str], types: Sequence[str]) -> list[Edge]:
        """Return the edges of some types that leave nodes of one base label."""
        ...

    def edges_to(self, base: str, ids: Collection[str], types: Sequence[str]) -> list[Edge]:
        """Return the edges of some types that reach nodes of one base label."""
        ...

    def known(self, base: str, ids: Collection[str]) -> set[str]:
        """Return which of the ids are there."""
        ...


@dataclass(slots=True)
class Change:
    """What to write, in this order: edges gone, nodes gone, nodes put, edges put.

    ``old`` sets say which of the put ones are there already; the others are new.
    """

    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    old_nodes: set[str] = field(default_factory=set)
    old_edges: set[str] = field(default_factory=set)
    relabelled: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Labels that old nodes had, by id, where they have others now."""
    bases: dict[str, str] = field(default_factory=dict)
    """Base label of each end of a new edge, by id."""
    nodes_gone: list[Node] = field(default_factory=list)
    edges_gone: list[Edge] = field(default_factory=list)


class Draft:
    """The touched part of the graph, before and after."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.nodes_before: dict[str, Node] = {}
        self.edges_before: dict[str, Edge] = {}
        self.nodes: dict[str, Node] = {}
        self.edges: dict[str, Edge] = {}

    def see_nodes(self, nodes: Iterable[Node]) -> None:
        """Take over nodes as the store has them; those seen before stay as the draft has them."""
        for node in nodes:
            if node.id not in self.nodes_before:
                self.nodes_before[node.id] = self.nodes[node.id] = node

    def see_edges(self, edges: Iterable[Edge]) -> list[Edge]:
        """Take over edges as the store has them; return those not seen before."""
        fresh = [e for e in edges if e.id not in self.edges_before]
        for edge in fresh:
            self.edges_before[edge.id] = self.edges[edge.id] = edge
        return fresh

    def fetch_nodes(self, wanted: Mapping[str, str]) -> None:
        """Fetch nodes by id → base label, those not seen yet."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for key, base in wanted.items():
            if key not in self.nodes_before:
                groups[base].append(key)
        for base, ids in groups.items():
            self.see_nodes(self.reader.nodes(base, ids))

    def fetch_edges(self, edges: Iterable[Edge]) -> None:
        """Fetch what the store has under the ids of these edges."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for edge in edges:
            if edge.id not in self.edges_before:
                groups[edge.type].append(edge.id)
        for kind, ids in groups.items():
            self.see_edges(self.reader.edges(kind, ids))

    def texts(self, articles: Collection[str]) -> dict[str, str]:
        """Return the text of articles of the store, by id."""
        return {n.id: str(n.properties["text"]) for n in self.reader.nodes("Article", sorted(articles))}

    def put_edges(self, edges: Iterable[Edge]) -> None:
        """Add edges to those that are there, uniting evidence where one is there already."""
        given = list(edges)
        self.fetch_edges(given)
        self.join_edges(given)

    def join_edges(self, edges: Iterable[Edge]) -> None:
        """Add edges to those of the draft; what the store has of them must have been fetched."""
        for edge in edges:
            old = self.edges.get(edge.id)
            self.edges[edge.id] = merge_edges([old, edge]) if old else edge

    def change(self) -> Change:
        """Return what is to be written: the difference between before and after."""
        out = Change()
        for key in sorted(self.nodes_before.keys() | self.nodes.keys()):
            before, node = self.nodes_before.get(key), self.nodes.get(key)
            if node is None and before is not None:
                out.nodes_gone.append(before)
            elif node is not None and node != before:
                out.nodes.append(node)
                if before is not None:
                    out.old_nodes.add(key)
                    if set(before.labels) != set(node.labels):
                        out.relabelled[key] = before.labels
        for key in sorted(self.edges_before.keys() | self.edges.keys()):
            old, edge = self.edges_before.get(key), self.edges.get(key)
            if edge is None and old is not None:
                out.edges_gone.append(old)
            elif edge is not None and edge != old:
                out.edges.append(edge)
                if old is not None:
                    out.old_edges.add(key)
        out.bases = self._bases([e for e in out.edges if e.id not in out.old_edges])
        return out

    def _bases(self, edges: Iterable[Edge]) -> dict[str, str]:
        bases = {i: base_label(n.labels) for i, n in self.nodes.items()}
        unknown: defaultdict[str, set[str]] = defaultdict(set)
        for edge in edges:
            definition = ontology().edges[edge.type]
            for end, allowed in ((edge.head, definition.head), (edge.tail, definition.tail)):
                if end not in bases:
                    for base in allowed:
                        unknown[base].add(end)
        for base, ids in unknown.items():
            bases |= dict.fromkeys(self.reader.known(base, sorted(ids)), base)
        return bases
