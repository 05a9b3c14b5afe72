"""``kg browser`` writes the pack for the Neo4j Browser."""

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.query import catalogue


def test_the_pack_holds_style_guide_and_a_script_for_every_question(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["browser", str(tmp_path / "pack")])
    assert result.exit_code == 0, result.output
    assert "node.Official" in (tmp_path / "pack" / "style.grass").read_text(encoding="utf-8")
    scripts = zipfile.ZipFile(tmp_path / "pack" / "scripts.zip").namelist()
    assert len([s for s in scripts if s.endswith(".cypher")]) >= len(catalogue())
    assert (tmp_path / "pack" / "guide.html").is_file()


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["browser", str(tmp_path / "file" / "pack")])
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("store", "address"),
    [
        ("union-news.kgl", "http://localhost:7474/browser/"),
        ("bolt://127.0.0.1:7687", "http://127.0.0.1:7474/browser/"),
        ("neo4j://[::1]", "http://[::1]:7474/browser/"),
        ("neo4j+s://graph.example", "https://graph.example:7473/browser/"),
    ],
)
def test_the_address_to_open_is_that_of_the_store(
    store: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", store)
    assert f"(by default {address})" in CliRunner().invoke(main, ["browser", str(tmp_path)]).output
