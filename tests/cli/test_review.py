"""kg review: proposals, judgements, and what they do to a store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

Kg = Callable[..., Result]
FACTS = {"newspaper": "某工人报", "home": "浙江省", "page": "1"}
FIRST = [
    FACTS | {"date": "2024-01-02", "text": "开会\n\n省总工会主席史济锡主持会议并讲话。史济锡走访慰问宁波市总工会。"},
    FACTS | {"date": "2024-01-02", "text": "走访\n\n1月1日，省总工会主席史济锅到杭州市总工会走访调研。"},
]
LATER = [
    FACTS | {"date": "2024-02-02", "text": "再会\n\n省总工会主席史济锅出席座谈会。"},
    FACTS | {"date": "2024-03-02", "text": "另会\n\n丽水市某某学校校长史济锅接待来宾。"},
]
VISITS = "MATCH (p:Person)-[:VISITED]->(b) RETURN p.name AS name, b.name AS body ORDER BY body"
PEOPLE = "MATCH (p:Person)-[:MENTIONED_IN]->(a)-[:PUBLISHED_IN]->(i) RETURN DISTINCT i.id AS issue, p.name AS name"


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kg:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    for name, articles in (("first.jsonl", FIRST), ("later.jsonl", LATER)):
        Path(name).write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(main, arguments)


def rows(kg: Kg, *arguments: str) -> list[dict[str, Any]]:
    result = kg(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def names(kg: Kg) -> set[tuple[str, str]]:
    return {(r["issue"][-10:], r["name"]) for r in rows(kg, "cypher", PEOPLE)}


def test_a_misread_name_is_proposed_judged_put_right_and_taken_back(kg: Kg) -> None:
    loaded = kg("load", "first.jsonl")
    assert loaded.exit_code == 0
    assert loaded.stderr.startswith("kg: 1 name may be misread; `kg review`")
    before = rows(kg, "cypher", "MATCH (n)-[r]->(m) RETURN n.id AS n, r.id AS r, m.id AS m ORDER BY n, r")
    (found,) = rows(kg, "review")
    assert (found["name"], found["other"], found["count"], found["other_count"]) == ("史济锅", "史济锡", 1, 2)
    assert found["reasons"].startswith("锅 looks like 锡; both are 浙江省总工会主席; on the same page")
    assert {r["name"] for r in rows(kg, "cypher", VISITS)} == {"史济锡", "史济锅"}

    assert kg("review", "accept", "史济锅", "史济锡").exit_code == 0
    assert [(r["name"], r["body"]) for r in rows(kg, "cypher", VISITS)] == [
        ("史济锡", "宁波市总工会"),
        ("史济锡", "杭州市总工会"),
    ]
    (person,) = rows(kg, "cypher", "MATCH (p:Person) RETURN p.aliases AS aliases")
    assert person == {"aliases": ["史济锅"]}
    assert rows(kg, "review") == []

    # later issues: who holds the same post is meant, a namesake elsewhere is not
    assert kg("load", "later.jsonl").exit_code == 0
    assert names(kg) == {("2024-01-02", "史济锡"), ("2024-02-02", "史济锡"), ("2024-03-02", "史济锅")}
    kg("unload", "某工人报/2024-02-02")
    kg("load", "later.jsonl")
    assert ("2024-02-02", "史济锡") in names(kg)

    assert kg("review", "undo", "史济锅", "史济锡").exit_code == 0
    assert ("2024-02-02", "史济锅") in names(kg)
    kg("unload", "某工人报/2024-02-02", "某工人报/2024-03-02")
    assert rows(kg, "cypher", "MATCH (n)-[r]->(m) RETURN n.id AS n, r.id AS r, m.id AS m ORDER BY n, r") == before
    assert rows(kg, "review", "--judged") == []


def test_names_judged_to_be_two_are_not_proposed_again(kg: Kg) -> None:
    kg("load", "first.jsonl")
    assert kg("review", "reject", "史济锡", "史济锅").exit_code == 0
    assert rows(kg, "review") == []
    assert [r["judgement"] for r in rows(kg, "review", "--judged")] == ["different"]
    assert "two names" not in kg("load", "first.jsonl").stderr
    assert kg("review").stdout == "nothing waits for review\n"
    kg("review", "undo", "史济锅", "史济锡")
    assert len(rows(kg, "review", "--issue", "某工人报/2024-01-02")) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["accept", "李谦", "李廉"], 1, "--issue"),
        (["accept", "史济锡", "史济锡"], 1, "the same"),
        (["accept", "史济锅", "史济锡", "--issue", "某工人报/1999-01-01"], 1, "某工人报/2024-01-02"),
        (["reject", "史济锡", "史济锡"], 1, "one name"),
        (["undo", "史济锅", "史济锡"], 1, "--judged"),
        (["accept", "史济锅"], 2, "both names"),
        (["agree", "史济锅", "史济锡"], 2, "accept"),
        (["reject", "史济锅", "史济锡", "--issue", "x"], 2, "--issue"),
    ],
)
def test_a_judgement_that_cannot_be(kg: Kg, arguments: list[str], code: int, words: str) -> None:
    kg("load", "first.jsonl")
    result = kg("review", *arguments)
    assert (result.exit_code, "Traceback" in result.output) == (code, False)
    assert words in result.stderr
    assert len(rows(kg, "review")) == 1


def test_two_judgements_that_contradict_each_other(kg: Kg) -> None:
    kg("load", "first.jsonl")
    kg("review", "accept", "史济锅", "史济锡")
    assert kg("review", "accept", "史济锡", "史济锅").exit_code == 1
    assert kg("review", "reject", "史济锡", "史济锅").exit_code == 1
    assert [r["judgement"] for r in rows(kg, "review", "--judged")] == ["same"]
