"""The sample pages of the repository, read once, and the stores that hold them."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import STORES, Opener, opener

from kg.pipeline import Inputs, Run, extract
from kg.types import ResolvedArticle

DEMO = Path(__file__).parent.parent.parent / "demo"


@pytest.fixture(scope="session")
def sample() -> list[ResolvedArticle]:
    """What the pipeline reads from the sample pages."""
    run = Run()
    articles = list(extract(Inputs([str(DEMO)]), run))
    assert not run.failures
    return articles


@pytest.fixture(params=STORES)
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Opener:
    """Opens stores of one kind: ``place()`` the store as it stands, ``place.empty()`` one with nothing in it."""
    return opener(request, tmp_path_factory.mktemp("store"), monkeypatch)
