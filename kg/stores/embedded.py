"""The embedded store: one file, no server (kglite).

A commit goes to a log beside the file before ``add`` returns, and into the file when the store closes, so an issue
costs what it adds and not what is there, and a process killed at any point leaves whole issues. The log is replayed by
whoever opens the store next. One process writes at a time; others read what was last put into the file.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import kglite

from kg.errors import ForeignStoreError, QueryError, StoreError, StoreLockedError
from kg.ontology import ontology
from kg.stores import cypher
from kg.stores.base import SCHEMA_VERSION, Identity
from kg.stores.common import CypherStore, Runner
from kg.stores.dialect import column, for_kglite
from kg.stores.embedded_values import KgliteRunner, line_of
from kg.stores.migration import mark, upgrade, version_of
from kg.types import Answer

kglite.set_query_warning_policy("silent")


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
            self._check_version()

    def _create(self) -> None:
        if not self.path.parent.is_dir():
            raise StoreError(f"cannot make {self.path}: there is no folder {self.path.parent}")
        self._take_over()
        try:
            self._define()
            self._transact(mark)
            self._graph.save()
        except kglite.KgError as e:
            raise StoreError(f"cannot make {self.path}: {line_of(e)}") from e

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
            f"{self.path} cannot be read ({line_of(error)}); bring it back from a copy, or delete it and load again"
        )

    def _check_version(self) -> None:
        try:
            version = version_of(self.run, self.url, "name another file with --store")
        except QueryError as e:
            raise self._unreadable(e) from e
        if version is None:
            raise ForeignStoreError(f"{self.path} is some other graph, not of union news; name another file")
        if version < SCHEMA_VERSION:
            try:
                self._take_over()
                self._define()
            except kglite.KgError as e:
                raise StoreError(f"cannot bring {self.path} up to date: {line_of(e)}") from e
            upgrade(self._transact, version)

    def _define(self) -> None:
        # The whole schema first: a property that no node has had yet must be known to statements that ask for it.
        self._graph.define_schema({"nodes": _schema()})
        for statement in cypher.constraints():
            self._graph.cypher(statement)

    def run(self, statement: str, parameters: Mapping[str, Any] | None = None, *, write: bool = False) -> Answer:
        """Run one Cypher statement; see ``kg.stores.base.Store``."""
        if not write:
            with self._live().begin_read() as transaction:
                answer = KgliteRunner(transaction).run(for_kglite(statement), **(parameters or {}))
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
            result = work(KgliteRunner(transaction))
        except BaseException:
            transaction.rollback()
            raise
        try:
            transaction.commit()
        except (kglite.KgError, OSError) as e:
            raise StoreError(f"{self.path} cannot be written: {line_of(e)}") from e
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
            raise StoreError(
                f"{self.path} cannot be written: {line_of(e)}; what was added is in {self.path}-wal"
            ) from e
        finally:
            self._writing = False


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
