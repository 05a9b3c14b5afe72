"""The embedded store: one file, no server (kglite).

A commit goes to a log beside the file before ``add`` returns, and into the file when the store closes, so an issue
costs what it adds and not what is there, and a process killed at any point leaves whole issues. The log is replayed by
whoever opens the store next. One process writes at a time; others read what was last put into the file.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import kglite

from kg.errors import ForeignStoreError, KGError, QueryError, StoreError, StoreLockedError
from kg.ontology import ontology
from kg.stores import cypher
from kg.stores.base import SCHEMA_VERSION, Identity
from kg.stores.common import CypherStore, Runner
from kg.stores.dialect import column, for_kglite
from kg.types import Answer, Cell, Edge, Node
from kg.types import Path as GraphPath

kglite.set_query_warning_policy("silent")

_VIRTUAL = ("title", "type")
"""Keys that kglite shows on every node; no property of ours is called so."""
_NODE = {"id", "labels", "properties"}
_EDGE = {"id", "start", "end", "type", "properties"}
_PATH = {"nodes", "relationships"}
_ENDS = ("edge", "head", "tail")


class EmbeddedStore(CypherStore):
    """A store in a file. Reads at once; takes the writer's lock with the first change."""

    def __init__(self, path: Path, identity: Identity, *, create: bool = False) -> None:
        """Open the file.

        Args:
            path: the file.
            identity: says which articles speak of one person.
            create: make the file when it is not there.

        Raises:
            StoreError: there is no such file, or it is damaged.
            ForeignStoreError: the file is not a store of ours.
            StoreLockedError: it is to be made or mended, and another process is writing.
        """
        self.url = str(path)
        self.path = path
        self.identity = identity
        self._writing = False
        self._graph: Any = None
        if path.is_dir():
            raise ForeignStoreError(f"{path} is a folder, not a store; name a file, such as {path / 'news.kgl'}")
        if not path.exists():
            if not create:
                raise StoreError(f"there is no store at {path}; `kg load` makes one, --store names another")
            self._create()
        else:
            self._graph = self._open_reading()
            self._check_mark()

    def _create(self) -> None:
        if not self.path.parent.is_dir():
            raise StoreError(f"cannot make {self.path}: there is no folder {self.path.parent}")
        self._take_over()
        graph = self._graph
        try:
            # The whole schema first: a property that no node has had yet must be known to statements that ask for it.
            graph.define_schema({"nodes": _schema()})
            for statement in cypher.constraints():
                graph.cypher(statement)
            graph.cypher(cypher.WRITE_MARK, params={"id": cypher.MARK, "version": SCHEMA_VERSION})
            graph.save()
        except kglite.KgError as e:
            raise StoreError(f"cannot make {self.path}: {_line(e)}") from e

    def _open_reading(self) -> Any:
        """Return the graph as the file has it. It is never closed: closing would write the file again."""
        graph, behind = self._load()
        if not behind:
            return graph
        try:
            # A killed process left a log. Where it is not dead but still writing, the file is whole as it stands.
            with kglite.open(self.url, durable="full") as writer:
                writer.save()
        except kglite.WriterLeaseHeldError:
            return graph
        except (kglite.KgError, ValueError, OSError) as e:
            raise self._unreadable(e) from e
        return self._load()[0]

    def _load(self) -> tuple[Any, bool]:
        """Return the graph in the file, and whether the log beside it holds more."""
        try:
            with warnings.catch_warnings(record=True) as said:
                warnings.simplefilter("always")
                graph = kglite.load(self.url)
        except (kglite.KgError, ValueError, OSError) as e:
            raise self._unreadable(e) from e
        return graph, any("write-ahead log" in str(w.message) for w in said)

    def _take_over(self) -> None:
        """Open the file for writing and take the lock."""
        if self._writing:
            return
        try:
            self._graph = kglite.open(self.url, durable="full")
        except kglite.WriterLeaseHeldError as e:
            holder = getattr(e, "holder", None) or {}
            raise StoreLockedError(
                f"{self.path} is being written by process {holder.get('pid', '?')}; try again when it has ended"
            ) from e
        except (kglite.KgError, ValueError, OSError) as e:
            raise self._unreadable(e) from e
        self._writing = True

    def _unreadable(self, error: Exception) -> StoreError:
        with_magic = self.path.exists() and _starts_with_magic(self.path)
        if isinstance(error, kglite.FileFormatError) and not with_magic:
            return ForeignStoreError(f"{self.path} is not a store of union news; name another file with --store")
        return StoreError(
            f"{self.path} cannot be read ({_line(error)}); bring it back from a copy, or delete it and load again"
        )

    def _check_mark(self) -> None:
        try:
            marks = self._graph.cypher(cypher.READ_MARK).to_list()
        except kglite.KgError as e:
            raise self._unreadable(e) from e
        mine = [m for m in marks if m["id"] == cypher.MARK]
        if not mine:
            raise ForeignStoreError(
                f"{self.path} is some other graph, not of union news; name another file with --store"
            )
        if mine[0]["version"] != SCHEMA_VERSION:
            raise ForeignStoreError(
                f"{self.path} has schema version {mine[0]['version']}, this release reads {SCHEMA_VERSION}; "
                "load the pages into a new store, or use the release that wrote it"
            )

    def run(self, statement: str, parameters: Mapping[str, Any] | None = None, *, write: bool = False) -> Answer:
        """Run one Cypher statement; see ``kg.stores.base.Store``."""
        if not write:
            with self._live().begin_read() as transaction:
                answer = _Runner(transaction).run(for_kglite(statement), **(parameters or {}))
            return Answer(tuple(column(name) for name in answer.columns), answer.rows)
        written: Answer = self._transact(lambda runner: runner.run(statement, **(parameters or {})))
        return written

    def _live(self) -> Any:
        if self._graph is None:
            raise StoreError(f"{self.path} is closed")
        return self._graph

    def _transact(self, work: Callable[[Runner], Any]) -> Any:
        self._live()
        self._take_over()
        transaction = self._graph.begin()
        try:
            result = work(_Runner(transaction))
        except BaseException:
            transaction.rollback()
            raise
        try:
            transaction.commit()
        except (kglite.KgError, OSError) as e:
            raise StoreError(f"{self.path} cannot be written: {_line(e)}") from e
        return result

    def close(self) -> None:
        """Put the log into the file and give the lock back; doing so twice is no error."""
        graph, self._graph = self._graph, None
        if graph is None:
            return
        try:
            if self._writing:
                graph.close()
        except (kglite.KgError, ValueError, OSError) as e:
            raise StoreError(f"{self.path} cannot be written: {_line(e)}; what was added is in {self.path}-wal") from e
        finally:
            self._writing = False


class _Runner(Runner):
    def __init__(self, transaction: Any) -> None:
        self.transaction = transaction

    def run(self, statement: str, **parameters: Any) -> Answer:
        try:
            view = self.transaction.cypher(statement, params=parameters)
            columns = tuple(view.columns)
            rows = view.to_list()
        except kglite.ReadOnlyError as e:
            raise QueryError("the statement changes the graph, which only --write allows") from e
        except (kglite.CypherError, kglite.SchemaError, kglite.ArgumentError, kglite.ConstraintError) as e:
            raise QueryError(_line(e)) from e
        except (TypeError, OverflowError, ValueError) as e:
            raise QueryError(_line(e)) from e
        except kglite.KgError as e:
            raise StoreError(_line(e)) from e
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


def _schema() -> dict[str, Any]:
    nodes: dict[str, Any] = {
        base: {"primary_key": "id", "optional": sorted(d.properties.keys() - {"id"})}
        for base, d in ontology().nodes.items()
    }
    return nodes | {"StoreInfo": {"primary_key": "id", "optional": ["version"]}}


def _starts_with_magic(path: Path) -> bool:
    try:
        with path.open("rb") as f:
            return f.read(3) == b"RGF"
    except OSError:
        return True


def _line(error: BaseException) -> str:
    """Return an error's text on one line."""
    if isinstance(error, KGError):
        return str(error)
    return " ".join(str(error).split())
