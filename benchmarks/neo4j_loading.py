"""Rows a second of our loader on a Neo4j server, beside the writer of neo4j-graphrag and beside bare CREATE.

    pip install neo4j-graphrag
    python benchmarks/neo4j_loading.py [ROWS] [ROUNDS]

Rows are the nodes and relationships of the graph that made-up news give, with all evidence united. Each round loads the
same rows three times into an emptied database of one warm server, in changing order; the median of the rounds counts.

- *loader*: ``Store.add`` from resolved articles: who is who, the graph, what is there already, constraints and indexes.
- *writer*: ``Neo4jWriter`` of neo4j-graphrag, which is handed the finished graph and has only its own index. It needs
  APOC, whose jar Maven fetches.
- *bare*: ``UNWIND … CREATE`` of the finished graph without any constraint or index, ends found by the server's own ids.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import neo4j
from made_up_news import Press, graph_of, issues_of
from serving import lay_out, load_average, working

from kg.stores import open_store
from kg.types import GraphPart, ResolvedArticle

BATCH = 5000
APOC = "org.neo4j.procedure:apoc-core:5.26.0:jar:core"


def emptied(driver: neo4j.Driver, *, bare: bool) -> None:
    """Take everything out of the database; where it is to be bare, constraints and indexes too."""
    driver.execute_query("MATCH (n) WHERE NOT n:StoreInfo DETACH DELETE n")
    if bare:
        driver.execute_query("MATCH (n) DELETE n")
        for what in ("CONSTRAINT", "INDEX"):
            for name in driver.execute_query(f"SHOW {what} YIELD name, type WHERE type <> 'LOOKUP' RETURN name")[0]:
                driver.execute_query(f"DROP {what} {name[0]} IF EXISTS")


def loader(url: str, articles: Sequence[ResolvedArticle], other: Sequence[ResolvedArticle]) -> float:
    """Return the seconds that our loader takes; constraints and indexes are made before."""
    with open_store(url) as store:
        for issue in store.add(other).issues:
            store.remove(issue)
        start = time.perf_counter()
        store.add(articles)
        return time.perf_counter() - start


def writer(driver: neo4j.Driver, part: GraphPart) -> float:
    """Return the seconds that the writer of neo4j-graphrag takes."""
    from neo4j_graphrag.components.kg_writer import Neo4jWriter
    from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship

    graph = Neo4jGraph(
        nodes=[Neo4jNode(id=n.id, label=n.labels[0], properties=dict(n.properties)) for n in part.nodes],
        relationships=[
            Neo4jRelationship(start_node_id=e.head, end_node_id=e.tail, type=e.type, properties=dict(e.properties))
            for e in part.edges
        ],
    )
    writes = Neo4jWriter(driver, neo4j_database="neo4j", batch_size=BATCH)
    start = time.perf_counter()
    result = asyncio.run(writes.run(graph))
    taken = time.perf_counter() - start
    assert result.status == "SUCCESS", result.metadata
    return taken


def bare(driver: neo4j.Driver, part: GraphPart) -> float:
    """Return the seconds that bare CREATE takes."""
    nodes: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    edges: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in part.nodes:
        nodes[":".join(node.labels)].append(dict(node.properties))
    for edge in part.edges:
        edges[edge.type].append({"head": edge.head, "tail": edge.tail, "properties": dict(edge.properties)})
    elements: dict[str, str] = {}
    start = time.perf_counter()
    for labels, rows in nodes.items():
        create = f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row RETURN n.id, elementId(n)"
        for n in range(0, len(rows), BATCH):
            elements |= {r[0]: r[1] for r in driver.execute_query(create, rows=rows[n : n + BATCH])[0]}
    for kind, rows in edges.items():
        create = (
            "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.head MATCH (b) WHERE elementId(b) = row.tail "
            f"CREATE (a)-[r:{kind}]->(b) SET r = row.properties"
        )
        for n in range(0, len(rows), BATCH):
            batch = [{**r, "head": elements[r["head"]], "tail": elements[r["tail"]]} for r in rows[n : n + BATCH]]
            driver.execute_query(create, rows=batch)
    return time.perf_counter() - start


def counted(driver: neo4j.Driver) -> tuple[int, int]:
    """Return the numbers of nodes, but for the mark of the store, and of relationships."""
    nodes = driver.execute_query("MATCH (n) WHERE NOT n:StoreInfo RETURN count(n)")[0][0][0]
    return nodes, driver.execute_query("MATCH ()-[r]->() RETURN count(r)")[0][0][0]


def main(rows: int, rounds: int) -> None:
    """Measure and print."""
    groups = issues_of(rows * 7 // 10)
    articles = [a for group in groups for a in group]
    part, size = graph_of(groups), 0
    size = len(part.nodes) + len(part.edges)
    other = Press(seed=2).issue(0)
    with tempfile.TemporaryDirectory() as folder:
        home = lay_out(Path(folder) / "home")
        fetch = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={APOC}", f"-DoutputDirectory={home / 'plugins'}"]
        subprocess.run(fetch, check=True)
        with (
            working(home) as server,
            neo4j.GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver,
        ):
            ways: dict[str, Callable[[], float]] = {
                "loader": lambda: loader(server.url, articles, other),
                "writer": lambda: writer(driver, part),
                "bare": lambda: bare(driver, part),
            }
            seconds: defaultdict[str, list[float]] = defaultdict(list)
            names = [*ways]
            for n in range(rounds + 1):
                for name in names[n % 3 :] + names[: n % 3]:
                    emptied(driver, bare=True)
                    seconds[name].append(ways[name]())
                    if n == 0:
                        print(f"{name}: {counted(driver)} of {len(part.nodes), len(part.edges)} rows are there")
    print(f"{len(groups)} issues, {len(articles)} articles, {size} rows; load average {load_average()}")
    rate = {name: size / statistics.median(taken[1:]) for name, taken in seconds.items()}
    for name, taken in seconds.items():
        each = ", ".join(f"{size / s:,.0f}" for s in taken[1:])
        print(f"{name:8} {rate[name]:10,.0f} rows a second (rounds: {each})")
    print(f"loader / writer {rate['loader'] / rate['writer']:.2f} (at least 3)")
    print(f"loader / bare   {rate['loader'] / rate['bare']:.2f} (at least 0.5)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, int(sys.argv[2]) if len(sys.argv) > 2 else 5)
