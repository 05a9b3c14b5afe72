from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from browser.neo4j_browser import Neo4jBrowser
from neo4j import Driver, GraphDatabase
from playwright.sync_api import Browser
from servers.neo4j_server import Server

from kg.errors import KGError
from kg.ontology import ontology
from kg.query.catalogue import catalogue
from kg.types import GraphPart
from kg.view.browser_pack import archive, guide, scripts, style_sheet, write_pack
from kg.view.style import kinds, relation_styles
from view.sample import sample

COLOURS = {kind.key: kind.colour for kind in kinds()}


@dataclass(frozen=True)
class Asked:
    name: str
    kind: str
    about: str
    default: str | None = None


@dataclass(frozen=True)
class Question:
    name: str = "q"
    title: str = "问题"
    about: str = "说明"
    parameters: tuple[Asked, ...] = ()
    example: dict[str, str] = field(default_factory=dict)
    statement: str = "MATCH p = (a)-[r]->(b)\nRETURN p;"


def rules() -> dict[str, dict[str, str]]:
    found = re.findall(r"^(\S+) \{\n(.*?)^\}", style_sheet(), re.S | re.M)
    return {selector: dict(re.findall(r"^  ([\w-]+): (.*);$", body, re.M)) for selector, body in found}


def test_the_style_has_every_label_and_type_once() -> None:
    labels = {label for base, node in ontology().nodes.items() for label in (base, *node.sublabels)}
    assert set(rules()) == {"node", "relationship"} | {f"node.{x}" for x in labels} | {
        f"relationship.{x}" for x in ontology().edges
    }
    assert style_sheet().count("{\n") == len(rules())


def test_the_more_special_label_stands_later_and_so_wins() -> None:
    order = list(rules())
    for base, node in ontology().nodes.items():
        for label in node.sublabels:
            assert order.index(f"node.{label}") > order.index(f"node.{base}")


def test_the_style_has_the_colours_of_the_picture_and_chinese_captions() -> None:
    style = rules()
    assert all(style[f"node.{key}"]["color"] == colour for key, colour in COLOURS.items())
    assert all(style[f"relationship.{key}"]["color"] == look.colour for key, look in relation_styles().items())
    assert style["node.Official"]["caption"] == "'{name}'"
    assert style["relationship.VISITED"]["caption"] == "'走访'"
    assert style["relationship.HOLDS_ROLE"]["caption"] == "'{title}'"


def test_a_question_becomes_a_script_of_parameters_and_a_single_statement() -> None:
    asked = (Asked("name", "string", "姓名"), Asked("least", "integer", "至少", "2"), Asked("day", "date", "日期"))
    first, second = scripts(7, Question(parameters=asked, example={"name": 'a"b\\c'}))
    assert first.splitlines()[0] == "// 07-1 参数：问题"
    assert first.splitlines()[-1] == ':params {name: "a\\"b\\\\c", least: 2, day: null}'
    assert second.splitlines()[0] == "// 07-2 问题"
    assert second.endswith("RETURN p\n")
    assert ";" not in second
    assert len(scripts(7, Question())) == 1


def test_the_pack_is_the_same_each_time_and_can_be_written_again(tmp_path: Path) -> None:
    questions = list(catalogue().values())
    files = write_pack(tmp_path / "new" / "pack", questions)
    before = [path.read_bytes() for path in files]
    assert [path.read_bytes() for path in write_pack(tmp_path / "new" / "pack", questions)] == before
    with zipfile.ZipFile(io.BytesIO(archive(questions))) as packed:
        names = packed.namelist()
        texts = [packed.read(name).decode() for name in names]
    assert all(name.startswith("工会新闻/") and name.endswith(".cypher") for name in names)
    for question in questions:
        assert any(question.statement.strip().rstrip(";") in text for text in texts)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KGError, match="file"):
        write_pack(tmp_path / "file", [])


def test_the_guide_explains_the_first_five_and_lists_all() -> None:
    questions = list(catalogue().values())
    page = guide(questions)
    assert page.count("<section>") == 5
    assert all(question.title in page for question in questions)
    assert "{{" not in page
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    assert "&lt;x&gt;" in guide([Question(title="<x>")])


@pytest.fixture
def driver(neo4j_server: Server) -> Iterator[Driver]:
    """A real server with the sample graph and nothing else in it; empty again afterwards."""
    with GraphDatabase.driver(neo4j_server.url, auth=(neo4j_server.user, neo4j_server.password)) as out:
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


@pytest.mark.browser
@pytest.mark.server
def test_the_real_browser_takes_the_pack_and_draws_in_its_colours(
    browser: Browser, neo4j_server: Server, driver: Driver, tmp_path: Path
) -> None:
    questions = [replace(q, example={**q.example, "name": "沈仲衡"}) for q in catalogue().values()]
    numbers = {question.name: (n, question.title) for n, question in enumerate(questions, 1)}
    style, packed, _ = write_pack(tmp_path, questions)
    page = Neo4jBrowser(browser, neo4j_server)
    try:
        page.drop(style)
        page.frame.get_by_text("node.Official {").wait_for()
        page.drop(packed)
        names = page.open_scripts("工会新闻")
        assert len(names) == sum(len(scripts(n, q)) for n, q in enumerate(questions, 1))
        for name, expected, captions in (
            ("visits", {"沈仲衡": "Official", "宁波市": "Place", "北仑集运基地": "Organization"}, {"走访"}),
            ("posts", {"沈仲衡": "Official", "浙江省总工会": "Union"}, {"主席", "副主任"}),
        ):
            number, title = numbers[name]
            page.run(f"{number:02}-1 参数：{title}")
            page.run(f"{number:02}-2 {title}")
            drawing = page.drawing()
            colours = {node.caption: node.colour for node in drawing.nodes}
            assert {key: colours.get(key) for key in expected} == {k: COLOURS[kind] for k, kind in expected.items()}
            assert set(drawing.captions) == captions
        assert all(kind in {n.colour for n in drawing.nodes} for kind in (COLOURS["Official"], COLOURS["Union"]))
    finally:
        page.close()
