"""Tables that line up, JSON and CSV that other programs read."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.cli.output import emit, flat, plain
from kg.types import Cell, Edge, Node, Path

PERSON = Node("p1", ("Person", "Official"), {"id": "p1", "name": "史济锡", "aliases": ["史 济锡"]})
BODY = Node("o1", ("Organization",), {"id": "o1", "name": "浙江省总工会"})
VISIT = Edge("e1", "VISITED", "p1", "o1", {"start": date(2022, 3, 2), "confidence": 0.9})


def columns_of(line: str, *starts: str) -> list[int]:
    """Return at which screen column each of the texts begins."""
    return [cell_len(line[: line.index(text)]) for text in starts]


def test_chinese_columns_line_up(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["史济锡", "浙江省总工会", "主席"], ["Li Qian", "ORG-1", "副主席"], ["李·买买提明", "（某）Ａ公司", "x"]]
    emit("table", ("谁", "where", "职务"), rows)
    lines = capsys.readouterr().out.splitlines()
    header = next(line for line in lines if "where" in line)
    expected = columns_of(header, "谁", "where", "职务")
    body = [line for row in rows for line in lines if row[0] in line]
    assert [columns_of(line, *row) for line, row in zip(body, rows, strict=True)] == [expected] * len(rows)


def test_long_cells_are_folded_within_their_column(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    sentence = "省总工会党组成员、副主席吴海瑜,宁波市人大常委会副主任、市总工会主席李谦等参加调研。" * 3
    emit("table", ("谁", "原句"), [["阮向民", sentence]])
    out = capsys.readouterr().out
    assert all(cell_len(line) <= 60 for line in out.splitlines())
    assert sentence in "".join(line.removeprefix(" 阮向民").strip() for line in out.splitlines()[2:])


def test_markup_in_cells_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    emit("table", ("name",), [["[bold]公司[/bold]"], ["[/]"]])
    out = capsys.readouterr().out
    assert "[bold]公司[/bold]" in out
    assert "[/]" in out


def test_text_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    emit("table", ("name",), [["a\x1b[2Jb\x07c\u202ed"]])
    out = capsys.readouterr().out
    assert "a�[2Jb�c�d" in out


def test_json_holds_days_nodes_and_relationships_as_documented(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path((PERSON, BODY), (VISIT,))
    emit("json", ("day", "who", "visit", "path", "n"), [[date(2022, 3, 2), PERSON, VISIT, path, None]])
    row = json.loads(capsys.readouterr().out)[0]
    assert row["day"] == "2022-03-02"
    assert row["who"] == {"id": "p1", "labels": ["Person", "Official"], "properties": dict(PERSON.properties)}
    assert row["visit"]["type"] == "VISITED"
    assert row["visit"]["properties"]["start"] == "2022-03-02"
    assert (row["visit"]["start"], row["visit"]["end"]) == ("p1", "o1")
    assert [n["id"] for n in row["path"]["nodes"]] == ["p1", "o1"]
    assert row["path"]["relationships"] == [row["visit"]]
    assert row["n"] is None


def test_csv_can_be_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["史济锡", '他说,"好"', "a\nb"], ["", "、", "ü"]]
    emit("csv", ("甲", "b", "c"), rows)
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [["甲", "b", "c"], *rows]


def test_a_path_reads_with_its_directions() -> None:
    back = Path((BODY, PERSON), (VISIT,))
    assert flat(Path((PERSON, BODY), (VISIT,))) == "史济锡 ─VISITED→ 浙江省总工会"
    assert flat(back) == "浙江省总工会 ←VISITED─ 史济锡"


scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates()
cells = st.recursive(scalars, lambda c: st.lists(c, max_size=3) | st.dictionaries(st.text(max_size=3), c, max_size=3))


@given(cells)
def test_any_cell_becomes_json_and_text(cell: Cell) -> None:
    json.dumps(plain(cell))
    assert isinstance(flat(cell), str)
