"""Every saved query on every store: its example answers, its columns are those it names, its picture can be drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from newsroom import BODIES, DAYS, PEOPLE, Opener, issues, opener

from kg.graph import build
from kg.ids import parse_evidence
from kg.query import catalogue, run, table_of
from kg.resolve import claims, identify
from kg.stores import Store
from kg.types import Answer, Edge, Node, Path, ResolvedArticle

QUERIES = catalogue()
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking would ask a server for many minutes


def paths(cell: Any) -> list[Path]:
    return [p for item in cell for p in paths(item)] if isinstance(cell, list) else [cell]


def dictionaries(answer: Answer) -> list[dict[str, Any]]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def test_every_example_answers_and_can_be_drawn(place: Opener, sample: list[ResolvedArticle]) -> None:
    said = [c for a in sample for c in claims(a)]
    graph = build(sample, identify(said), said)
    nodes, edges = {n.id: n for n in graph.nodes}, {e.id: e for e in graph.edges}
    with place.empty() as store:
        store.add(sample)
        for name, query in QUERIES.items():
            answer = run(store, query, query.example)
            assert answer.rows, f"{name}: the example has no answer"
            assert answer.columns == (*query.returns, *query.draws), name
            assert table_of(query, answer).columns == query.returns, name
            for row in dictionaries(answer):
                for path in (p for column in query.draws for p in paths(row[column])):
                    if isinstance(path, Node):
                        assert nodes[path.id] == path, name
                        continue
                    assert isinstance(path, Path), name
                    assert path.edges, name
                    assert all(nodes[n.id] == n for n in path.nodes), name
                    assert all(edges[e.id] == e for e in path.edges), name


def test_the_answers_are_what_the_pages_say(place: Opener, sample: list[ResolvedArticle]) -> None:
    def ask(query: str, **given: str) -> list[dict[str, Any]]:
        return dictionaries(run(store, QUERIES[query], given))

    with place.empty() as store:
        store.add(sample)
        trip = [v for v in ask("visits", name="程维纲") if v["place"] == "滦州市总工会"]
        assert [(v["start"], v["end"]) for v in trip] == [(date(2024, 6, 13), date(2024, 6, 14))]
        assert {c["companion"] for c in ask("companions", name="程维纲")} == {"邱立敏", "贺振川"}
        assert {(r["organization"], r["post"]) for r in ask("posts", name="史济民")} == {
            ("浙江省总工会", "主席"),
            ("浙江省人大常委会", "副主任"),
        }
        leaders = ask("leadership", name="绍兴市总工会")
        assert leaders[-1]["post"] == "常务副主席"
        assert {row["person"] for row in leaders} == {"王文绪", "李挺"}
        assert ("史济民", "主持") in {(m["person"], m["function"]) for m in ask("meetings", words="表彰大会")}
        proof = ask("evidence", first="李挺", second="王文绪")
        assert [(e["relation"], e["issue"]) for e in proof] == [("ACCOMPANIED", "浙江工人日报 2023-04-26")]
        assert "李 挺陪同" in proof[0]["sentence"]
        assert ask("path", first="李挺", second="诸暨市人民医院")[0]["relations"] == ["ACCOMPANIED", "VISITED"]
        assert ask("visits", name="某某") == []
        assert ask("path", first="李挺", second="李挺") == []


WITHOUT_EXAMPLE = {
    "name": [*PEOPLE, *BODIES, "义乌市"],
    "first": [*PEOPLE, *BODIES],
    "second": [*PEOPLE, *BODIES],
    "words": ["大会", "座谈", "五一", "第0期", "第"],
    "day": [str(d) for d in DAYS],
    "from": [str(d) for d in DAYS],
    "to": [str(d) for d in DAYS],
}


LANGUAGES = (("embedded", ""), ("neo4j-5.26", ""), ("neo4j-2026.08", "CYPHER 5 "), ("neo4j-2026.08", "CYPHER 25 "))
"""Kinds of stores, and what goes before a statement there."""


@pytest.fixture
def places(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Opener]:
    out = {}
    for kind in dict(LANGUAGES):
        request.param = kind
        out[kind] = opener(request, tmp_path_factory.mktemp("store"), monkeypatch)
    return out


@pytest.mark.server
@settings(max_examples=2, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(groups=issues(), data=st.data())
def test_all_stores_and_languages_give_the_same_rows(
    places: dict[str, Opener], groups: list[list[ResolvedArticle]], data: st.DataObject
) -> None:
    given_all = {
        name: {p.name: data.draw(st.sampled_from(WITHOUT_EXAMPLE[p.name])) for p in query.parameters}
        for name, query in QUERIES.items()
    }
    found: list[dict[str, Answer]] = []
    for kind, place in places.items():
        with place.empty() as store:
            store.add([a for g in groups for a in g])
            for language in (after for before, after in LANGUAGES if before == kind):
                spoken = {n: replace(q, statement=language + q.statement) for n, q in QUERIES.items()}
                found.append({name: run(store, query, given_all[name]) for name, query in spoken.items()})
    for name, query in QUERIES.items():
        one, *others = (f[name] for f in found)
        for other in others:
            if name == "path":
                # Which of several shortest paths is shown is each engine's own choice.
                assert [ends(row) for row in one.rows] == [ends(row) for row in other.rows]
                continue
            assert table_of(query, one) == table_of(query, other), name
            for left, right in zip(one.rows, other.rows, strict=True):
                assert drawn(left) == drawn(right), name


def ends(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Number of steps, first and last name of a path."""
    return row[0], row[1][0], row[1][-1]


def drawn(row: tuple[Any, ...]) -> set[str]:
    """What a row draws; the order of paths in a collected list is nobody's promise."""
    things = [
        t for cell in row for p in (paths(cell) if isinstance(cell, Path | Node | list) else []) for t in _parts(p)
    ]
    return {t.id for t in things}


def _parts(path: Any) -> list[Node | Edge]:
    return [*path.nodes, *path.edges] if isinstance(path, Path) else [path] if isinstance(path, Node) else []


@pytest.mark.parametrize("name", QUERIES)
def test_the_rules_that_keep_a_query_valid_everywhere(name: str) -> None:
    statement = QUERIES[name].statement
    for pattern, why in {
        r"\b(CREATE|MERGE|SET|DELETE|REMOVE|LOAD\s+CSV|FOREACH)\b": "it only reads",
        r"\.(year|month|day)\b": "dates are compared as ranges",
        r"duration\.between|date\.truncate": "not the same everywhere",
        r"\(\w*:\w+\|": "labels are joined with OR",
        r"\{\d+,\d+\}": "quantified patterns are not known everywhere",
        r"elementId|\bid\(": "ids of the engine are no keys",
        r"\b(startNode|endNode)\b": "kglite gives a name for them",
        r"apoc\.": "nothing needs a plug-in",
    }.items():
        assert not re.search(pattern, statement), why
    [order] = re.findall(r"ORDER BY ([^\n]*)\nLIMIT \d+\s*$", statement)
    last = order.split(",")[-1].split()[0]
    assert re.fullmatch(r"\w+\.id|r\.evidence\[k\]", last), "ORDER BY ends with something unique"


@pytest.mark.parametrize("name", QUERIES)
def test_evidence_of_a_drawn_edge_leads_to_its_sentence(name: str, sample: list[ResolvedArticle], store: Store) -> None:
    texts = {a.article.id: a.article.text for a in sample}
    query = QUERIES[name]
    for row in dictionaries(run(store, query, query.example)):
        for path in (p for column in query.draws for p in paths(row[column])):
            for edge in path.edges if isinstance(path, Path) else ():
                for address in edge.properties.get("evidence", []):
                    article, start, end = parse_evidence(str(address))
                    assert texts[article][start:end]


@pytest.fixture(scope="module")
def store(sample: list[ResolvedArticle], tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Opener(tmp_path_factory.mktemp("sample")).empty() as opened:
        opened.add(sample)
        yield opened
