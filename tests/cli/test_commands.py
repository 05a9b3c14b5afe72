"""The commands as a user meets them, on the sample pages of the repository."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main

DEMO = Path(__file__).parents[2] / "demo"
HEBEI = DEMO / "hebei-workers-news-2024-06-18.txt"
ZHEJIANG = DEMO / "zhejiang-workers-daily-2023-04-26.txt"
ISSUES = ["浙江工人日报/2023-04-26", "河北工人报/2024-06-18"]
Kg = Callable[..., str]


def run(*arguments: str) -> str:
    """Run a command that goes well, and return what it prints."""
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("store") / "demo.kgl")
    run("load", str(DEMO), "--store", path)
    return path


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("extract", str(HEBEI)).splitlines()]


def relations(records: list[dict[str, Any]], *types: str) -> set[tuple[str, ...]]:
    keys = ("type", "head", "tail", "title", "start", "end")
    rows = (r for record in records for r in record["relations"] if r["type"] in types)
    return {tuple(r[k] for k in keys if r.get(k)) for r in rows}


def test_the_record_of_an_article_has_the_documented_keys(records: list[dict[str, Any]]) -> None:
    keys = "source newspaper date issue_number page home article title reporters text origin mentions relations"
    assert [list(r) for r in records] == [keys.split()] * len(records)
    needed = {"type", "head", "tail", "evidence", "sentence", "rule", "confidence"}
    allowed = needed | {"title", "function", "start", "end"}
    first = records[0]
    assert first["source"] == str(HEBEI)
    assert (first["newspaper"], first["date"], first["issue_number"]) == ("河北工人报", "2024-06-18", "9136")
    assert first["home"] == "河北省"
    assert first["reporters"] == ["董岚"]
    for record in records:
        for m in record["mentions"]:
            assert set(m) == {"start", "end", "text", "label", "canonical"}
            assert record["text"][m["start"] : m["end"]] == m["text"]
        for r in record["relations"]:
            assert needed <= set(r)
            assert set(r) <= allowed
            assert record["text"][slice(*r["evidence"])] == r["sentence"]
            assert None not in r.values()


def test_origin_and_report_cover_the_page(records: list[dict[str, Any]], tmp_path: Path) -> None:
    report = tmp_path / "left-out.jsonl"
    run("extract", str(HEBEI), "--report", str(report))
    page = HEBEI.read_text(encoding="utf-8")
    covered = [c.isspace() for c in page]
    for record in records:
        for article_start, source_start, length in record["origin"]:
            ours, theirs = record["text"][article_start:][:length], page[source_start:][:length]
            assert ours == theirs
            covered[source_start : source_start + length] = [True] * length
    for line in report.read_text(encoding="utf-8").splitlines():
        left_out = json.loads(line)
        assert list(left_out) == ["source", "start", "end", "text", "reason"]
        assert page[left_out["start"] : left_out["end"]] == left_out["text"]
        covered[left_out["start"] : left_out["end"]] = [True] * (left_out["end"] - left_out["start"])
    assert [page[i] for i, c in enumerate(covered) if not c] == []


def test_the_visit_of_the_sample_page_is_read(records: list[dict[str, Any]]) -> None:
    days = ("2024-06-13", "2024-06-14")
    sites = {"唐山港陆轧钢有限公司", "曹妃甸区户外劳动者服务站", "滦州市总工会"}
    visits = relations(records, "VISITED")
    assert {("VISITED", "程维纲", site, *days) for site in sites} <= visits
    assert {v[1] for v in visits} == {"程维纲"}
    assert relations(records, "ACCOMPANIED") == {("ACCOMPANIED", x, "程维纲") for x in ("邱立敏", "贺振川")}
    posts = relations(records, "HOLDS_ROLE")
    assert {
        ("HOLDS_ROLE", "程维纲", "河北省总工会", "主席"),
        ("HOLDS_ROLE", "程维纲", "河北省人大常委会", "副主任"),
        ("HOLDS_ROLE", "邱立敏", "河北省总工会", "党组成员"),
        ("HOLDS_ROLE", "邱立敏", "河北省总工会", "副主席"),
        ("HOLDS_ROLE", "贺振川", "唐山市总工会", "主席"),
        ("HOLDS_ROLE", "董岚", "河北工人报", "记者"),
    } <= posts


def test_explaining_tells_rules_and_what_was_silenced() -> None:
    plain = [json.loads(line) for line in run("extract", str(HEBEI)).splitlines()]
    explained = [json.loads(line) for line in run("extract", str(HEBEI), "--explain").splitlines()]
    for before, after in zip(plain, explained, strict=True):
        assert set(after) - set(before) == {"silenced"}
        assert all(m["reason"] for m in after["mentions"])
        keys = {"type", "head", "tail", "rule", "because", "evidence", "sentence"}
        assert all(set(s) == keys for s in after["silenced"])
    table = run("extract", str(HEBEI), "--explain", "--format", "table")
    assert "规则" in table


def test_facts_as_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(run("extract", str(HEBEI), "--format", "csv"))))
    post = next(r for r in rows if (r["type"], r["head"], r["tail"]) == ("HOLDS_ROLE", "程维纲", "河北省总工会"))
    assert post["title"] == "主席"
    assert "程维纲" in post["headline"]
    assert post["sentence"].startswith("本报讯")


def test_options_go_before_what_the_page_says() -> None:
    out = run("extract", str(HEBEI), "--newspaper", "某报", "--date", "2024-07-01", "--home", "山西省")
    first = json.loads(out.splitlines()[0])
    assert (first["newspaper"], first["date"], first["home"]) == ("某报", "2024-07-01", "山西省")
    assert first["article"].startswith("某报/2024-07-01/")


def test_a_text_file_can_be_one_clean_article(tmp_path: Path) -> None:
    text = "开会\n\n本报讯 省总工会主席李谦主持会议。\n\n本报讯 省总工会主席李谦主持会议。"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    record = json.loads(run("extract", str(tmp_path / "a.txt"), "--article", "--home", "浙江省"))
    assert record["text"] == text
    assert record["title"] == "开会"
    assert (record["newspaper"], record["date"]) == (None, None)
    assert ("HOLDS_ROLE", "李谦", "浙江省总工会", "主席") in relations([record], "HOLDS_ROLE")


def test_several_processes_find_the_same(records: list[dict[str, Any]]) -> None:
    out = run("extract", str(HEBEI), "--jobs", "2")
    assert [json.loads(line) for line in out.splitlines()] == records


def test_loading_twice_changes_nothing(store: str) -> None:
    before = run("stats", "--store", store, "--format", "json")
    again = json.loads(run("load", str(DEMO), "--store", store, "--format", "json"))
    assert [(row["issue"], row["articles"]) for row in again] == [(issue, 0) for issue in ISSUES]
    assert all(row["skipped"] > 1 for row in again)
    assert run("stats", "--store", store, "--format", "json") == before


def test_stats_list_issues_and_counts(store: str) -> None:
    rows = json.loads(run("stats", "--store", store, "--format", "json"))
    counts = {(row["kind"], row["name"]): row["count"] for row in rows}
    assert {name for kind, name in counts if kind == "issue"} == set(ISSUES)
    assert counts["node", "Issue"] == 2
    assert counts["relationship", "VISITED"] >= 4
    assert "走访" in run("stats", "--store", store)


def test_unloading_takes_an_issue_out_and_loading_puts_it_back(tmp_path: Path) -> None:
    store = ["--store", str(tmp_path / "a.kgl")]
    run("load", str(ZHEJIANG), *store)
    once = run("stats", *store, "--format", "json")
    run("load", str(HEBEI), *store)
    assert run("stats", *store, "--format", "json") != once
    assert "taken out" in run("unload", ISSUES[1], *store)
    assert run("stats", *store, "--format", "json") == once


def test_every_saved_query_answers_its_example(store: str) -> None:
    for row in json.loads(run("query", "--format", "json")):
        answer = json.loads(run("query", row["name"], *row["example"].split(), "--store", store, "--format", "json"))
        assert answer, row["name"]
        assert "row" in run("query", row["name"], *row["example"].split(), "--store", store)


def test_any_statement_with_parameters(store: str) -> None:
    where = "MATCH (a:Person {name: $name})-[v:VISITED]->(b) WHERE v.confidence > $least"
    statement = f"{where} RETURN b.name AS place, v.start AS day"
    arguments = [statement, "name=程维纲", "least:=0.1", "--store", store]
    rows = json.loads(run("cypher", *arguments, "--format", "json"))
    assert {"place": "滦州市总工会", "day": "2024-06-13"} in rows
    assert "place,day" in run("cypher", *arguments, "--format", "csv").splitlines()[0]
    typed = CliRunner().invoke(main, ["cypher", "-", *arguments[1:], "--format", "json"], input=statement)
    assert json.loads(typed.stdout) == rows


@pytest.mark.parametrize(
    "arguments",
    [
        ["程维纲"],
        ["--query", "visits", "name=王文绪"],
        ["--cypher", "MATCH p = (a:Person)-[:VISITED]->(b) RETURN p"],
    ],
)
def test_a_picture_holds_names_and_sentences(store: str, tmp_path: Path, arguments: list[str]) -> None:
    out = tmp_path / "new folder" / "picture.html"
    assert str(out) in run("show", *arguments, "--store", store, "--out", str(out))
    html = out.read_text(encoding="utf-8")
    assert "<html" in html
    assert "先后" in html


@pytest.mark.parametrize("form", ["graphml", "gexf", "csv"])
def test_exports_hold_the_graph(store: str, tmp_path: Path, form: str) -> None:
    target = tmp_path / "graph"
    run("export", form, str(target), "--store", store)
    files = [target] if target.is_file() else sorted(target.iterdir())
    assert any("程维纲" in f.read_text(encoding="utf-8") for f in files)


def test_evaluating_saves_compares_and_lists_errors(tmp_path: Path) -> None:
    gold = {
        "newspaper": "某工人报", "date": "2024-01-02", "home": "浙江省", "text": "开会\n\n省总工会主席李谦主持会议。",
        "mentions": [
            {"text": "李谦", "label": "PERSON", "canonical": "李谦"},
            {"text": "省总工会", "label": "UNION", "canonical": "浙江省总工会"},
            {"text": "主持", "label": "PLACE", "canonical": "主持"},
        ],
        "relations": [{"type": "HOLDS_ROLE", "head": "李谦", "tail": "浙江省总工会", "title": "主席"}],
    }  # fmt: skip
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "x-1.json").write_text(json.dumps(gold), encoding="utf-8")
    saved = str(tmp_path / "f.json")
    rows = json.loads(run("evaluate", str(tmp_path / "gold"), "--format", "json", "--save", saved))
    rates = {row["row"]: row for row in rows}
    assert (rates["mentions"]["right"], rates["mentions"]["asked"]) == (2, 3)
    assert rates["roles"]["f1"] == 1
    assert "0 errors mended, 0 new" in run("evaluate", str(tmp_path / "gold"), "--compare", saved)
    errors = json.loads(run("evaluate", str(tmp_path / "gold"), "--errors", "--format", "json"))
    assert [(e["kind"], e["row"], e["what"]) for e in errors if e["row"] == "PLACE"] == [("missed", "PLACE", "主持")]
    assert "省总工会主席李谦主持会议。" in {e["sentence"] for e in errors}


def test_without_arguments_it_helps() -> None:
    assert run().startswith("Usage: ")
    assert run() == run("--help")


def test_help_is_quick() -> None:
    """Seconds of the processor, not of the clock: other work on the machine must not count."""

    def seconds() -> float:
        before = os.times()
        subprocess.run([sys.executable, "-m", "kg", "--help"], check=True, capture_output=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds() for _ in range(3)) < 0.5


def test_chinese_is_printed_whatever_the_locale(store: str) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    environment |= {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "kg", "stats", "--store", store]
    done = subprocess.run(command, check=True, capture_output=True, env=environment)
    assert "浙江工人日报" in done.stdout.decode("utf-8")


def test_a_caption_stands_above_the_picture(store: str, tmp_path: Path) -> None:
    out = tmp_path / "picture.html"
    run("show", "程维纲", "--caption", "谁去了哪里 <2024>", "--store", store, "--out", str(out))
    assert "<title>谁去了哪里 &lt;2024&gt;" in out.read_text(encoding="utf-8")
