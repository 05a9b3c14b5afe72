"""The same assertions on every store."""

from __future__ import annotations

import pytest
from newsroom import STORES, Opener, opener


@pytest.fixture(params=STORES)
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Opener:
    """Opens stores of one kind: ``place()`` the store as it stands, ``place.empty()`` one with nothing in it."""
    return opener(request, tmp_path_factory.mktemp("store"), monkeypatch)
