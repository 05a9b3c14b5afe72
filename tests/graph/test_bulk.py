"""The files for the bulk import; that a server takes them is tested in ``tests/stores/test_bulk_import.py``."""

from __future__ import annotations

import csv
import shlex
from datetime import date
from pathlib import Path

import pytest
from newsroom import article, role, whole

from kg.errors import StoreError
from kg.graph import write_bulk
from kg.graph.bulk import BETWEEN

PART = whole(
    [
        article("浙江工人日报", date(2023, 4, 26), '"五一"前夕, 走访', [role("王文绪", "绍兴市总工会", "主席")], also=[("市总", "绍兴市总工会")]),
        article("浙江工人日报", date(2023, 4, 27), "后来", [("VISITED", "王文绪", "古越龙山公司", {"start": date(2023, 4, 26)})]),
    ]
)  # fmt: skip


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def test_one_file_for_each_set_of_labels_and_each_type(tmp_path: Path) -> None:
    command = shlex.split(write_bulk(PART, tmp_path))
    files = {p.name for p in tmp_path.iterdir()}
    assert {"nodes-Organization-Union.csv", "nodes-Organization-Company.csv", "relationships-VISITED.csv"} <= files
    assert {Path(a.rpartition("=")[2]).name for a in command if a.startswith(("--nodes", "--rel"))} == files
    assert sum(len(read(tmp_path / f)) for f in files if f.startswith("nodes")) == len(PART.nodes)
    assert sum(len(read(tmp_path / f)) for f in files if f.startswith("rel")) == len(PART.edges)
    assert command[:5] == ["neo4j-admin", "database", "import", "full", "neo4j"]


def test_text_lists_and_days(tmp_path: Path) -> None:
    write_bulk(PART, tmp_path)
    [union] = read(tmp_path / "nodes-Organization-Union.csv")
    assert union["aliases:string[]"] == "市总"
    assert {a["headline:string"] for a in read(tmp_path / "nodes-Article.csv")} == {'"五一"前夕, 走访', "后来"}
    assert "\n" in read(tmp_path / "nodes-Article.csv")[0]["text:string"]
    [visit] = read(tmp_path / "relationships-VISITED.csv")
    assert visit["start:date"] == "2023-04-26"
    assert visit["end:date"] == ""
    assert len(visit["confidences:double[]"].split(BETWEEN)) == len(visit["evidence:string[]"].split(BETWEEN)) == 1


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        write_bulk(PART, tmp_path / "file" / "bulk")
