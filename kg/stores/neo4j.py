"""A Neo4j server as store.

Loaders take turns: each transaction first writes to one node of the database, which the others then wait for, so two
loaders at once end in the graph that one after the other would have made. Retries after a lost connection or a
deadlock are safe, because what is there already is skipped.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import neo4j
from neo4j import exceptions

from kg.errors import KGError, QueryError, StoreError
from kg.stores import cypher
from kg.stores.base import SCHEMA_VERSION, Identity
from kg.stores.common import CypherStore, Runner
from kg.stores.migration import upgrade, version_of
from kg.stores.neo4j_errors import meaning
from kg.stores.neo4j_values import ServerRunner
from kg.types import Answer, Node

OLDEST = (5, 26)
"""The oldest server that the tests run on; subqueries with a scope need 5.23."""

PLENTY = 300
"""Names taken from the full-text index, which gives the best first."""


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
        if "@" in url:
            shown = re.sub(r"//.*@", "//", url, flags=re.DOTALL)
            raise StoreError(f"{shown}: put user and password into NEO4J_USERNAME and NEO4J_PASSWORD, not into the URL")
        self.url = url
        self.identity = identity
        self.user = os.environ.get("NEO4J_USERNAME") or "neo4j"
        self.database = os.environ.get("NEO4J_DATABASE") or "neo4j"
        self._prepared = False
        self._closed = False
        try:
            self._driver = neo4j.GraphDatabase.driver(
                url,
                auth=_credentials(self.user),
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
        check_version(self.url, self._asked(self._driver.get_server_info).agent)
        where = f"database {self.database} of {self.url}"
        version = version_of(self.run, where, "give an empty database in NEO4J_DATABASE")
        if version is not None and version < SCHEMA_VERSION:
            try:
                self._prepare(version)
            except KGError as e:
                raise type(e)(
                    f"{where} was written by an earlier release (schema version {version}) and could not be brought up "
                    f"to {SCHEMA_VERSION}; open it once as a user who may change the schema ({e})"
                ) from e
        self._prepared = version is not None

    def run(self, statement: str, parameters: Mapping[str, Any] | None = None, *, write: bool = False) -> Answer:
        """Run one Cypher statement; see ``kg.stores.base.Store``."""

        def work(transaction: neo4j.ManagedTransaction) -> Answer:
            return ServerRunner(transaction).run(statement, **(parameters or {}))

        answer: Answer = self._managed(work, write=write)
        return answer

    def _transact(self, work: Callable[[Runner], Any]) -> Any:
        if not self._prepared:
            self._prepare(SCHEMA_VERSION)
        return self._in_turn(work)

    def _in_turn(self, work: Callable[[Runner], Any]) -> Any:
        def turn(transaction: neo4j.ManagedTransaction) -> Any:
            runner = ServerRunner(transaction)
            runner.run(cypher.TAKE_TURN, id=cypher.MARK)
            return work(runner)

        return self._managed(turn, write=True)

    def _prepare(self, version: int) -> None:
        """Make constraints and indexes, and bring what an earlier release wrote up to date."""
        for statement in (*cypher.constraints(), *cypher.indexes()):
            self._declare(statement, {})
        self.run(cypher.ONLINE)
        upgrade(self._in_turn, version)
        self._prepared = True

    def _also_called(self, name: str) -> list[Node]:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        found = self._column(cypher.IN_NAMES, sought=f'"{escaped}"', limit=PLENTY)
        return [n for n in found if name in (n.properties.get("aliases") or ())]

    def _some_names(self, text: str) -> Iterable[str]:
        # The index cuts Chinese into characters and ranks by how many, and how rare ones, a name has in common.
        letters = " ".join(dict.fromkeys(c for c in text if c.isalnum()))
        if not letters:
            return ()
        return (str(n.properties["name"]) for n in self._column(cypher.IN_NAMES, sought=letters, limit=PLENTY))

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


def check_version(url: str, agent: str) -> None:
    """Refuse a server that is too old, or none of Neo4j's.

    Args:
        url: its address, for the message.
        agent: what it calls itself, such as ``Neo4j/5.26.30``.

    Raises:
        StoreError: it cannot be used; says what is needed.
    """
    found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if found is None or (int(found[1]), int(found[2])) < OLDEST:
        raise StoreError(f"{url} is {agent or 'some unknown server'}; Neo4j 5.26 (LTS) or later is needed")


def _credentials(user: str) -> neo4j.Auth | None:
    """Return what to sign in with; the password stays in no variable or attribute that might be shown."""
    if not os.environ.get("NEO4J_PASSWORD"):
        return None
    return neo4j.basic_auth(user, os.environ["NEO4J_PASSWORD"])
