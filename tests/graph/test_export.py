from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from newsroom import article, role, whole

from kg.errors import StoreError
from kg.graph import export
from kg.types import GraphPart

DAY = date(2023, 4, 26)
BOTH = {"start": DAY, "end": DAY}


@pytest.fixture
def part() -> GraphPart:
    return whole(
        [
            article(
                "浙江工人日报", DAY, "头\x0c条",
                [role("王文绪", "绍兴市总工会", "主席"), ("VISITED", "王文绪", "古越龙山公司", BOTH)]
            )
        ]
    )  # fmt: skip


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_xml_holds_everything(part: GraphPart, form: str, read: object, tmp_path: Path) -> None:
    target = tmp_path / "new folder" / f"图.{form}"
    export(part, form, target)
    graph = read(target)  # type: ignore[operator]
    assert set(graph.nodes) == {n.id for n in part.nodes}
    assert graph.number_of_edges() == len(part.edges)
    visit = next(e for e in part.edges if e.type == "VISITED")
    [data] = [d for a, b, d in graph.edges(data=True) if (a, b) == (visit.head, visit.tail)]
    assert (data["relation"], data["start_date"], data["end_date"]) == ("VISITED", "2023-04-26", "2023-04-26")
    assert json.loads(data["evidence"]) == visit.properties["evidence"]
    assert data["confidence"] == 0.9
    assert graph.nodes[visit.head]["name"] == "王文绪"
    assert graph.nodes[visit.head]["labels"] == "Person:Official"
    headlines = {d.get("headline") for _, d in graph.nodes(data=True)}
    assert "头\ufffd条" in headlines


def test_csv_holds_everything(part: GraphPart, tmp_path: Path) -> None:
    export(part, "csv", tmp_path / "out")
    with (tmp_path / "out" / "nodes.csv").open(encoding="utf-8", newline="") as f:
        nodes = {row["id"]: row for row in csv.DictReader(f)}
    with (tmp_path / "out" / "relationships.csv").open(encoding="utf-8", newline="") as f:
        edges = {row["id"]: row for row in csv.DictReader(f)}
    assert nodes.keys() == {n.id for n in part.nodes}
    assert edges.keys() == {e.id for e in part.edges}
    post = next(e for e in part.edges if e.type == "HOLDS_ROLE")
    row = edges[post.id]
    assert (row["head"], row["tail"], row["title"], row["former"]) == (post.head, post.tail, "主席", "false")
    assert json.loads(row["evidence"]) == post.properties["evidence"]
    assert row["last_reported"] == "2023-04-26"
    assert any("\x0c" in n["text"] for n in nodes.values())


def test_an_empty_graph_is_no_error(tmp_path: Path) -> None:
    for form in ("graphml", "gexf", "csv"):
        export(GraphPart((), ()), form, tmp_path / form)
        assert (tmp_path / form).exists()


def test_where_it_cannot_be_written_is_said(part: GraphPart, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for form in ("graphml", "csv"):
        with pytest.raises(StoreError, match="another place"):
            export(part, form, tmp_path / "file" / "out")
    with pytest.raises(StoreError, match="graphml, gexf, csv"):
        export(part, "xlsx", tmp_path / "x")
