"""Statements run by the driver, and its values as ours."""

from __future__ import annotations

from typing import Any

import neo4j
import neo4j.graph
import neo4j.time

from kg.graph.merge import ordered_labels
from kg.stores import cypher
from kg.stores.common import Runner
from kg.types import Answer, Cell, Edge, Node, Path


class ServerRunner(Runner):
    """Runs statements in one transaction of the driver."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self.transaction = transaction

    def run(self, statement: str, **parameters: Any) -> Answer:
        """Run one statement."""
        result = self.transaction.run(statement, parameters)
        columns = tuple(result.keys())
        rows = [tuple(record.values()) for record in result]
        return _Converter(self.transaction).answer(columns, rows)


class _Converter:
    """The driver's values → ours. An edge's ends carry no properties unless the answer holds them as nodes."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self.transaction = transaction
        self.ids: dict[str, str] = {}
        self.made: dict[tuple[type, str], Node | Edge] = {}
        """Nodes and edges converted already, by kind and the server's id: a busy one stands in very many rows."""

    def answer(self, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Answer:
        """Return the rows with graph values of ours."""
        if columns[:3] == ("edge", "head", "tail"):
            for edge, head, tail, *_ in rows:
                if isinstance(edge, neo4j.graph.Relationship) and edge.start_node and edge.end_node:
                    self.ids[edge.start_node.element_id] = head
                    self.ids[edge.end_node.element_id] = tail
        loose: list[neo4j.graph.Relationship] = []
        for row in rows:
            self._collect(row, loose)
        self._find_ends(loose)
        return Answer(columns, tuple(tuple(self._cell(c) for c in row) for row in rows))

    def _collect(self, cell: Any, loose: list[neo4j.graph.Relationship]) -> None:
        if isinstance(cell, neo4j.graph.Node):
            self.ids[cell.element_id] = str(cell.get("id", cell.element_id))
        elif isinstance(cell, neo4j.graph.Relationship):
            loose.append(cell)
        elif isinstance(cell, neo4j.graph.Path):
            for node in cell.nodes:
                self._collect(node, loose)
        elif isinstance(cell, dict):
            for part in cell.values():
                self._collect(part, loose)
        elif isinstance(cell, list | tuple):
            for part in cell:
                self._collect(part, loose)

    def _find_ends(self, loose: list[neo4j.graph.Relationship]) -> None:
        wanted = {n.element_id for e in loose for n in e.nodes if n is not None} - self.ids.keys()
        if wanted:
            found = self.transaction.run(cypher.IDS_OF_ELEMENTS, elements=sorted(wanted))
            self.ids |= {element: str(known or element) for element, known in found.values()}

    def _cell(self, cell: Any) -> Cell:
        if isinstance(cell, neo4j.graph.Entity):
            key = type(cell), cell.element_id
            if key not in self.made:
                self.made[key] = self._entity(cell)
            return self.made[key]
        if isinstance(cell, neo4j.graph.Path):
            for node in cell.nodes:
                self.ids.setdefault(node.element_id, str(node.get("id", node.element_id)))
            nodes = tuple(n for c in cell.nodes if isinstance(n := self._cell(c), Node))
            return Path(nodes, tuple(e for c in cell.relationships if isinstance(e := self._cell(c), Edge)))
        if isinstance(cell, neo4j.time.Date):
            return cell.to_native()
        if isinstance(cell, neo4j.time.DateTime | neo4j.time.Time | neo4j.time.Duration):
            return cell.iso_format()
        if isinstance(cell, dict):
            return {k: self._cell(v) for k, v in cell.items()}
        if isinstance(cell, list | tuple):
            return [self._cell(v) for v in cell]
        if cell is None or isinstance(cell, str | int | float):
            return cell
        return str(cell)

    def _entity(self, cell: neo4j.graph.Entity) -> Node | Edge:
        if isinstance(cell, neo4j.graph.Relationship):
            head, tail = (self.ids[n.element_id] if n is not None else "" for n in cell.nodes)
            return Edge(str(cell.get("id", cell.element_id)), cell.type, head, tail, self._properties(cell))
        labels = cell.labels if isinstance(cell, neo4j.graph.Node) else ()
        return Node(self.ids[cell.element_id], ordered_labels(labels), self._properties(cell))

    def _properties(self, thing: neo4j.graph.Entity) -> dict[str, Any]:
        return {key: self._cell(value) for key, value in sorted(thing.items())}
