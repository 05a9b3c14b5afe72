"""Every statement of the stores and every saved query, held against both servers and both languages of Cypher."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import neo4j
import pytest
from servers.neo4j_server import Server

from kg.query import catalogue
from kg.stores import cypher
from kg.stores.draft import EVIDENCED

pytestmark = pytest.mark.server
BY_KEY = {
    "nodes_by_id": cypher.nodes_by_id("Person"),
    "known": cypher.known("Article"),
    "nodes_by_name": cypher.nodes_by_name("Organization"),
    "edges_by_id": cypher.edges_by_id("VISITED"),
    "edges_from": cypher.edges_from("Person", EVIDENCED),
    "edges_to": cypher.edges_to("Person", EVIDENCED),
    "edges_among": cypher.edges_among("Place", EVIDENCED),
    "set_nodes": cypher.set_nodes("Event"),
    "add_label": cypher.add_label("Organization", "Union"),
    "remove_label": cypher.remove_label("Organization", "Union"),
    "create_edges": cypher.create_edges("HOLDS_ROLE", "Person", "Organization"),
    "set_edges": cypher.set_edges("HOLDS_ROLE"),
    "delete_edges": cypher.delete_edges("HOLDS_ROLE"),
    "delete_nodes": cypher.delete_nodes("Honour"),
}
"""One statement of each function that finds by a key."""
OTHERS = {
    "create_nodes": cypher.create_nodes(("Organization", "Union")),
    "all_nodes": cypher.all_nodes("Article"),
    "all_edges": cypher.all_edges("PART_OF"),
    "nodes_by_alias": cypher.nodes_by_alias("Organization"),  # the embedded store only: see Neo4jStore._also_called
    "names": cypher.names("Place"),  # the same
    "names_in": cypher.names_in("Person"),
    "seen_of": cypher.seen_of("Person"),
    "all_seen": cypher.all_seen("Person"),
    "count_edges": cypher.count_edges("PART_OF"),
}
FIXED = {
    k: v
    for k, v in vars(cypher).items()
    if k[0] != "_" and k.isupper() and isinstance(v, str) and " " in v and k != "EDGE"
}
LANGUAGES = [("neo4j-5.26", "CYPHER 5"), ("neo4j-2026.08", "CYPHER 25")]
SILENT = ["UNRECOGNIZED", "SCHEMA", "GENERIC"]
"""An empty database lacks labels and properties, EXPLAIN lacks parameters."""


class Asked:
    """Explains statements in one language of one server."""

    def __init__(self, session: neo4j.Session, language: str) -> None:
        self.session = session
        self.language = language

    def plan(self, statement: str) -> dict[str, Any]:
        """Return the plan, having asserted that the server warns of nothing."""
        summary = self.session.run(f"{self.language} EXPLAIN {statement}").consume()
        assert [s.status_description for s in summary.gql_status_objects if s.is_notification] == [], statement
        return summary.plan or {}


@pytest.fixture(params=LANGUAGES, ids=lambda p: f"{p[0]}, {p[1]}")
def asked(request: pytest.FixtureRequest) -> Iterator[Asked]:
    kind, language = request.param
    server: Server = request.getfixturevalue({"neo4j-5.26": "neo4j_server", "neo4j-2026.08": "neo4j_current"}[kind])
    with (
        neo4j.GraphDatabase.driver(
            server.url, auth=(server.user, server.password), notifications_disabled_classifications=SILENT
        ) as driver,
        driver.session(database="neo4j") as session,
    ):
        yield Asked(session, language)


def operators(plan: dict[str, Any]) -> set[str]:
    """Return the names of all operators of a plan."""
    return {plan["operatorType"].partition("@")[0]}.union(*map(operators, plan.get("children", ())))


def test_every_function_that_makes_a_statement_is_here() -> None:
    made = {
        name
        for name, f in inspect.getmembers(cypher, inspect.isfunction)
        if f.__module__ == cypher.__name__
        and not name.startswith("_")
        and name not in {"base_of", "constraints", "indexes", "empty_lists"}
    }
    assert made == BY_KEY.keys() | OTHERS.keys()
    assert {"READ_MARK", "ISSUES", "TAKE_TURN"} <= FIXED.keys()


def test_the_statements_of_the_stores_bring_no_warning_and_no_scan(asked: Asked) -> None:
    for statement in (*cypher.constraints(), *cypher.indexes()):
        asked.session.run(f"{asked.language} {statement}").consume()
    for statement in (*FIXED.values(), *OTHERS.values(), cypher.empty_lists()[0], cypher.empty_lists()[-1]):
        asked.plan(statement)
    for statement in BY_KEY.values():
        found = operators(asked.plan(statement))
        assert not {o for o in found if o.endswith("Scan")}, statement
        assert {o for o in found if "Seek" in o}, statement


def test_the_saved_queries_bring_no_warning(asked: Asked) -> None:
    for query in catalogue().values():
        asked.plan(query.statement)
