"""The pack in the real Neo4j Browser: brought in, asked, drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser.neo4j_browser import Neo4jBrowser
from neo4j import Driver, GraphDatabase
from playwright.sync_api import Browser
from servers.neo4j_server import LTS, Server

from kg.query.catalogue import catalogue
from kg.types import GraphPart
from kg.view.browser_pack import write_pack
from kg.view.browser_scripts import scripts
from kg.view.browser_words import by_theme
from kg.view.style import kinds
from view.sample import sample

pytestmark = [pytest.mark.browser, pytest.mark.server]
COLOURS = {kind.key: kind.colour for kind in kinds()}


@pytest.fixture
def server(kind: str, request: pytest.FixtureRequest) -> Server:
    """The server that a test names."""
    found = request.getfixturevalue("neo4j_server" if kind == "neo4j-5.26" else "neo4j_current")
    assert isinstance(found, Server)
    return found


@pytest.fixture
def driver(server: Server) -> Iterator[Driver]:
    """A real server with the sample graph and nothing else in it; empty again afterwards."""
    with GraphDatabase.driver(server.url, auth=(server.user, server.password)) as out:
        run(out, "MATCH (n) DETACH DELETE n")
        fill(out, sample().part)
        yield out
        run(out, "MATCH (n) DETACH DELETE n")


def run(driver: Driver, statement: str, **parameters: Any) -> None:
    driver.execute_query(statement, parameters, database_="neo4j")  # type: ignore[arg-type]


def fill(driver: Driver, part: GraphPart) -> None:
    for labels in {node.labels for node in part.nodes}:
        rows = [dict(node.properties) for node in part.nodes if node.labels == labels]
        run(driver, f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) SET n = row", rows=rows)
    for type_ in {edge.type for edge in part.edges}:
        ties = [
            {"head": edge.head, "tail": edge.tail, "properties": dict(edge.properties)}
            for edge in part.edges
            if edge.type == type_
        ]
        join = (
            f"MATCH (a {{id: row.head}}) MATCH (b {{id: row.tail}}) CREATE (a)-[r:{type_}]->(b) SET r = row.properties"
        )
        run(driver, f"UNWIND $rows AS row {join}", rows=ties)


ASKED = (
    ("visits", {"沈仲衡": "Official", "宁波市": "Place", "北仑集运基地": "Organization"}, {"走访"}),
    ("posts", {"沈仲衡": "Official", "浙江省总工会": "Union"}, {"主席", "副主任"}),
)


@pytest.mark.parametrize("kind", ["neo4j-5.26", "neo4j-2026.08"])
def test_the_real_browser_takes_the_pack_and_draws_in_its_colours(
    browser: Browser, server: Server, driver: Driver, tmp_path: Path
) -> None:
    questions = [replace(q, example={**q.example, "name": "沈仲衡"}) for q in catalogue().values()]
    placed = {q.name: (folder, number, q.title) for folder, found in by_theme(questions) for number, q in found}
    style, packed, _ = write_pack(tmp_path, questions)
    page = Neo4jBrowser(browser, server)
    try:
        page.drop(style)
        page.frame.get_by_text("node.Official {").wait_for()
        page.drop(packed)
        page.toggle_scripts()
        for folder, found in by_theme(questions):
            names = page.open_folder(folder)
            titles = [text.splitlines()[0].removeprefix("// ") for n, q in found for text in scripts(n, q)]
            assert set(titles) <= set(names)
        assert len(names) == sum(len(scripts(1, q)) for q in questions)
        for name, expected, captions in ASKED if server.version == LTS else ASKED[-1:]:
            _, number, title = placed[name]
            page.run(f"{number:02}-1 参数：{title}")
            page.run_at_once(f"{number:02}-2 {title}")
            drawing = page.drawing()
            colours = {node.caption: node.colour for node in drawing.nodes}
            assert {key: colours.get(key) for key in expected} == {k: COLOURS[kind] for k, kind in expected.items()}
            assert set(drawing.captions) == captions
    finally:
        page.close()
