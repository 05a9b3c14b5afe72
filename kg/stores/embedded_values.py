"""Statements run by kglite, and its values as ours."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import kglite

from kg.errors import KGError, QueryError, StoreError
from kg.ontology import ontology
from kg.stores import cypher
from kg.stores.common import Runner
from kg.types import Answer, Cell, Edge, Node
from kg.types import Path as GraphPath

_VIRTUAL = ("title", "type")
"""Keys that kglite shows on every node; no property of ours is called so."""
_NODE = {"id", "labels", "properties"}
_EDGE = {"id", "start", "end", "type", "properties"}
_PATH = {"nodes", "relationships"}
_ENDS = ("edge", "head", "tail")


class KgliteRunner(Runner):
    """Runs statements in one transaction of kglite."""

    def __init__(self, transaction: Any) -> None:
        self.transaction = transaction

    def run(self, statement: str, **parameters: Any) -> Answer:
        """Run one statement."""
        try:
            view = self.transaction.cypher(statement, params=parameters)
            columns = tuple(view.columns)
            rows = view.to_list()
        except kglite.ReadOnlyError as e:
            raise QueryError("the statement changes the graph, which only --write allows") from e
        except (kglite.CypherError, kglite.SchemaError, kglite.ArgumentError, kglite.ConstraintError) as e:
            raise QueryError(line_of(e)) from e
        except (TypeError, OverflowError, ValueError) as e:
            raise QueryError(line_of(e)) from e
        except kglite.KgError as e:
            raise StoreError(line_of(e)) from e
        return _Converter(self.transaction).answer(columns, rows)


class _Converter:
    """kglite's rows → ours. An edge names its ends by kglite's numbers, which mean nothing outside."""

    def __init__(self, transaction: Any) -> None:
        self.transaction = transaction
        self.ids: dict[int, str] = {}

    def answer(self, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> Answer:
        """Return the rows with graph values of ours."""
        if columns[:3] == _ENDS:
            for row in rows:
                if _is(row["edge"], _EDGE):
                    self.ids[row["edge"]["start"]] = row["head"]
                    self.ids[row["edge"]["end"]] = row["tail"]
        loose: list[dict[str, Any]] = []
        for row in rows:
            for cell in row.values():
                self._collect(cell, loose)
        self._find_ends([e for e in loose if e["start"] not in self.ids or e["end"] not in self.ids])
        return Answer(columns, tuple(tuple(self._cell(row[c]) for c in columns) for row in rows))

    def _collect(self, cell: Any, loose: list[dict[str, Any]]) -> None:
        if _is(cell, _NODE):
            self.ids[cell["id"]] = str(cell["properties"].get("id", cell["id"]))
        elif _is(cell, _EDGE):
            loose.append(cell)
        elif isinstance(cell, dict):
            for part in cell.values():
                self._collect(part, loose)
        elif isinstance(cell, list) and cell and isinstance(cell[0], dict | list):
            for part in cell:
                self._collect(part, loose)

    def _find_ends(self, loose: list[dict[str, Any]]) -> None:
        for edge in loose:
            if edge["type"] not in ontology().edges or "id" not in edge["properties"]:
                continue
            ids = [edge["properties"]["id"]]
            for row in self.transaction.cypher(cypher.edges_by_id(edge["type"]), params={"ids": ids}).to_list():
                self.ids[edge["start"]], self.ids[edge["end"]] = row["head"], row["tail"]

    def _cell(self, cell: Any) -> Cell:
        if isinstance(cell, datetime):
            return cell.isoformat()
        if _is(cell, _NODE):
            properties = {k: v for k, v in cell["properties"].items() if k not in _VIRTUAL}
            return Node(self.ids[cell["id"]], tuple(cell["labels"]), properties)
        if _is(cell, _EDGE):
            p = cell["properties"]
            head, tail = (self.ids.get(cell[end], str(cell[end])) for end in ("start", "end"))
            return Edge(str(p.get("id", cell["id"])), cell["type"], head, tail, dict(p))
        if _is(cell, _PATH):
            nodes = tuple(n for c in cell["nodes"] if isinstance(n := self._cell(c), Node))
            return GraphPath(nodes, tuple(e for c in cell["relationships"] if isinstance(e := self._cell(c), Edge)))
        if isinstance(cell, dict):
            return {k: self._cell(v) for k, v in cell.items()}
        if isinstance(cell, list):
            return [self._cell(v) for v in cell]
        return cell  # type: ignore[no-any-return]


def _is(cell: Any, keys: set[str]) -> bool:
    return isinstance(cell, dict) and cell.keys() == keys


def line_of(error: BaseException) -> str:
    """Return an error's text on one line."""
    if isinstance(error, KGError):
        return str(error)
    return " ".join(str(error).split())
