"""A Neo4j server as store.

Loaders take turns: each transaction first writes to one node of the database, which the others then wait for, so two
loaders at once end in the graph that one after the other would have made. Retries after a lost connection or a
deadlock are safe, because what is there already is skipped.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import Any

import neo4j
import neo4j.graph
import neo4j.time
from neo4j import exceptions

from kg.errors import ForeignStoreError, KGError, QueryError, StoreError
from kg.graph.merge import ordered_labels
from kg.stores import cypher
from kg.stores.base import SCHEMA_VERSION, Identity
from kg.stores.common import CypherStore, Runner
from kg.stores.neo4j_errors import meaning
from kg.types import Answer, Cell, Edge, Node, Path

OLDEST = (5, 7)
"""The first server with uniqueness constraints on relationships."""


class Neo4jStore(CypherStore):
    """A database of a Neo4j server; credentials come from the environment."""

    def __init__(self, url: str, identity: Identity) -> None:
        """Connect.

        ``NEO4J_USERNAME`` (default ``neo4j``), ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE`` (default ``neo4j``) are read
        from the environment. Nothing is written before the first change.

        Args:
            url: ``neo4j://…`` or ``bolt://…``, with ``+s`` or ``+ssc`` for TLS.
            identity: says which articles speak of one person.

        Raises:
            StoreError: no server answers, it refuses the credentials, it has no such database, or it is too old.
            ForeignStoreError: the database holds something else.
        """
        if "@" in url.partition("://")[2].partition("/")[0]:
            shown = re.sub(r"//[^@]*@", "//", url)
            raise StoreError(f"{shown}: put user and password into NEO4J_USERNAME and NEO4J_PASSWORD, not into the URL")
        self.url = url
        self.identity = identity
        self.user = os.environ.get("NEO4J_USERNAME") or "neo4j"
        password = os.environ.get("NEO4J_PASSWORD")
        self.database = os.environ.get("NEO4J_DATABASE") or "neo4j"
        self._prepared = False
        self._closed = False
        try:
            self._driver = neo4j.GraphDatabase.driver(
                url,
                auth=(self.user, password) if password else None,
                notifications_min_severity="OFF",
                user_agent="union-news-graph",
                connection_timeout=15,
                connection_acquisition_timeout=20,
            )
        except (exceptions.Neo4jError, exceptions.DriverError, ValueError) as e:
            raise StoreError(f"{url}: {' '.join(str(e).split())}") from e
        try:
            self._greet()
        except BaseException:
            self._driver.close()
            raise

    def _greet(self) -> None:
        agent = self._asked(self._driver.get_server_info).agent
        found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
        if found is None or (int(found[1]), int(found[2])) < OLDEST:
            raise StoreError(f"{self.url} is {agent or 'unknown'}; Neo4j 5.26 (LTS) or later is needed")
        marks = self.run(cypher.READ_MARK).rows
        mine = [version for mark, version in marks if mark == cypher.MARK]
        if mine and mine[0] != SCHEMA_VERSION:
            raise ForeignStoreError(
                f"database {self.database} of {self.url} has schema version {mine[0]}, this release reads "
                f"{SCHEMA_VERSION}; load the pages into an empty database, or use the release that wrote it"
            )
        self._prepared = bool(mine)
        other = self.run(cypher.ANY_NODE).rows
        if not mine and other:
            found_labels = other[0][0]
            labels = ":".join(str(v) for v in found_labels) if isinstance(found_labels, list) else ""
            raise ForeignStoreError(
                f"database {self.database} of {self.url} holds other data ({labels or 'a node without label'}); "
                "give an empty database in NEO4J_DATABASE"
            )

    def run(self, statement: str, parameters: Mapping[str, Any] | None = None, *, write: bool = False) -> Answer:
        """Run one Cypher statement; see ``kg.stores.base.Store``."""

        def work(transaction: neo4j.ManagedTransaction) -> Answer:
            return _Runner(transaction).run(statement, **(parameters or {}))

        answer: Answer = self._managed(work, write=write)
        return answer

    def _transact(self, work: Callable[[Runner], Any]) -> Any:
        if not self._prepared:
            self._prepare()

        def turn(transaction: neo4j.ManagedTransaction) -> Any:
            runner = _Runner(transaction)
            runner.run(cypher.TAKE_TURN, id=cypher.MARK)
            return work(runner)

        return self._managed(turn, write=True)

    def _prepare(self) -> None:
        marked: dict[str, Any] = {"id": cypher.MARK, "version": SCHEMA_VERSION}
        for statement, parameters in [*((c, {}) for c in cypher.constraints()), (cypher.WRITE_MARK, marked)]:
            self._declare(statement, parameters)
        self._prepared = True

    def _declare(self, statement: str, parameters: Mapping[str, Any]) -> None:
        """Run a statement of the schema; where another loader makes the same at this moment, it is there already."""
        try:
            self.run(statement, parameters, write=True)
        except QueryError as e:
            code = getattr(e.__cause__, "code", None) or ""
            if not code.endswith("AlreadyExists"):
                raise
            self.run(statement, parameters, write=True)

    def _managed(self, work: Callable[[neo4j.ManagedTransaction], Any], *, write: bool) -> Any:
        if self._closed:
            raise StoreError(f"{self.url} is closed")

        def call() -> Any:
            mode = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
            with self._driver.session(database=self.database, default_access_mode=mode) as session:
                return session.execute_write(work) if write else session.execute_read(work)

        return self._asked(call)

    def _asked(self, call: Callable[[], Any]) -> Any:
        """Call, and say in one line what went wrong if it does."""
        try:
            return call()
        except KGError:
            raise
        except (exceptions.Neo4jError, exceptions.DriverError, OSError) as e:
            raise meaning(e, self.url, self.user, self.database) from e

    def close(self) -> None:
        """Close the connections; doing so twice is no error."""
        if not self._closed:
            self._closed = True
            self._driver.close()


class _Runner(Runner):
    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self.transaction = transaction

    def run(self, statement: str, **parameters: Any) -> Answer:
        result = self.transaction.run(statement, parameters)
        columns = tuple(result.keys())
        rows = [tuple(record.values()) for record in result]
        return _Converter(self.transaction).answer(columns, rows)


class _Converter:
    """The driver's values → ours. An edge's ends carry no properties unless the answer holds them as nodes."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self.transaction = transaction
        self.ids: dict[str, str] = {}

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
        if isinstance(cell, neo4j.graph.Node):
            return Node(self.ids[cell.element_id], ordered_labels(cell.labels), self._properties(cell))
        if isinstance(cell, neo4j.graph.Relationship):
            head, tail = (self.ids[n.element_id] if n is not None else "" for n in cell.nodes)
            return Edge(str(cell.get("id", cell.element_id)), cell.type, head, tail, self._properties(cell))
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

    def _properties(self, thing: neo4j.graph.Entity) -> dict[str, Any]:
        return {key: self._cell(value) for key, value in sorted(thing.items())}
