"""What holds for all data files; that their examples match is tested where the files are used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DATA = ROOT / "kg" / "data"
FILES = sorted(f for f in DATA.rglob("*") if f.suffix in {".yaml", ".tsv"})


def named(file: Path) -> str:
    return file.relative_to(DATA).as_posix()


def entries(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping inside a value."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from entries(item)


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_data_file_is_read_by_the_code(file: Path) -> None:
    code = [f.read_text(encoding="utf-8") for f in (ROOT / "kg").rglob("*.py")]
    room = file.parent.name
    assert any(
        f'"{named(file)}"' in text
        or (room in text and f'"{file.name}"' in text)
        or (room in text and f'"{file.stem}"' in text)
        for text in code
    )


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_data_file_says_what_it_is(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("#")
    assert len(first) > 20


@pytest.mark.parametrize("file", [f for f in FILES if f.suffix == ".yaml"], ids=named)
def test_a_data_file_reads_the_same_without_libyaml(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert yaml.load(text, Loader=yaml.SafeLoader) == yaml.load(text, Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("file", [f for f in FILES if f.suffix == ".yaml"], ids=named)
def test_entries_are_named_once_and_do_not_contradict_themselves(file: Path) -> None:
    content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    groups = [content] if isinstance(content, list) else [v for v in content.values() if isinstance(v, list)]
    for group in groups:
        names = [e["name"] for e in group if isinstance(e, dict) and "name" in e]
        assert len(names) == len(set(names))
    for entry in entries(content):
        both = (entry.get("examples"), entry.get("counterexamples"))
        if all(isinstance(x, list) for x in both):
            assert {str(x) for x in both[0] or ()} & {str(x) for x in both[1] or ()} == set()


def test_no_data_file_holds_a_control_character() -> None:
    control = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff]")
    assert [named(f) for f in FILES if control.search(f.read_text(encoding="utf-8"))] == []
