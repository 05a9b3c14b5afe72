"""The password of a server: from the environment or a prompt, never shown."""

from __future__ import annotations

import os

import click
import pytest
from click.testing import CliRunner
from servers.neo4j_server import free_port

from kg.cli import main, options


@pytest.fixture(autouse=True)
def nobody_has_set_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "x")  # so that what a command sets is taken back
    monkeypatch.delenv("NEO4J_PASSWORD")


def test_it_is_asked_for_on_a_terminal_and_not_echoed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "at_terminal", lambda: True)
    url = f"bolt://127.0.0.1:{free_port()}"
    done = CliRunner().invoke(main, ["--debug", "stats", "--store", url], input="secret-7\n")
    assert f"Password of neo4j at {url}" in done.stderr
    assert "secret-7" not in done.output + repr(done.exception)
    assert os.environ["NEO4J_PASSWORD"] == "secret-7"


@pytest.mark.parametrize("url", ["news.kgl", "bolt://neo4j:secret-7@localhost", None])
def test_it_is_not_asked_for_where_none_is_needed(url: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> str:
        raise AssertionError

    monkeypatch.setattr(options, "at_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", never)
    done = CliRunner().invoke(main, ["stats", *(["--store", url] if url else [])])
    assert done.exit_code == 1
    assert "secret-7" not in done.output
    assert len(done.stderr.splitlines()) == 1


def test_nobody_is_asked_without_a_terminal() -> None:
    done = CliRunner().invoke(main, ["stats", "--store", f"bolt://127.0.0.1:{free_port()}"])
    assert "does not answer" in done.stderr
    assert "Password" not in done.output
