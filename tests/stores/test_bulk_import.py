"""What ``kg export neo4j-admin`` writes, imported by a server's own command, is the graph to the last property."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from newsroom import whole
from servers.neo4j_server import LTS, CannotStartError, admin, lay_out, running

from kg.graph import write_bulk
from kg.stores import open_store
from stores.killed import made_issues

ISSUES = made_issues(7)
FIRST = [a for group in ISSUES[:6] for a in group]


@pytest.mark.server
def test_an_imported_graph_is_the_loaded_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = shlex.split(write_bulk(whole(FIRST), tmp_path / "bulk"))
    home = lay_out(tmp_path / "home")
    try:
        admin(home, command[1:], LTS)
        with running(home, LTS) as server:
            monkeypatch.setenv("NEO4J_USERNAME", server.user)
            monkeypatch.setenv("NEO4J_PASSWORD", server.password)
            with open_store(server.url) as store:
                assert store.graph() == whole(FIRST)
                store.add(ISSUES[6])
                assert store.graph() == whole([*FIRST, *ISSUES[6]])
                assert ("organization_id",) in store.run("SHOW CONSTRAINTS YIELD name RETURN name").rows
    except CannotStartError as e:
        pytest.fail(str(e), pytrace=False)
