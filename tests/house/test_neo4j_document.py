"""docs/neo4j.md and docs/queries.md say what the ontology and the saved queries say, and show each answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kg.query.catalogue import catalogue

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 1_500_000
"""Of all pictures of the documents, so that a clone stays small."""


def test_the_document_is_in_step_with_the_program() -> None:
    command = [sys.executable, str(ROOT / "tools" / "make_graph_docs.py"), "--check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_saved_query_has_its_picture_and_every_picture_its_query() -> None:
    assert {f.stem for f in (IMAGES / "queries").iterdir()} == set(catalogue())


def test_every_saved_query_is_listed_as_its_head_says() -> None:
    document = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    for name, query in catalogue().items():
        asked = ", ".join(p.name for p in query.parameters)
        assert f"| `{name}` | {query.title} | {asked} | {query.about} |" in document


def test_pictures_stay_small() -> None:
    assert sum(f.stat().st_size for f in IMAGES.rglob("*.png")) < MOST_BYTES
