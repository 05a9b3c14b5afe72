"""Fixtures that more than one room needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.chromium import ChromiumMissingError, chromium
from hypothesis import settings
from playwright.sync_api import Browser
from servers.neo4j_server import CURRENT, LTS, CannotStartError, Server, Servers

# How long an example takes says something about the machine, not about the program.
settings.register_profile("default", deadline=None)
settings.load_profile("default")


KINDS = {"neo4j-5.26": LTS, "neo4j-2026.08": CURRENT}
"""Parameters of tests that name a server."""


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The servers that the tests of this run ask for, one process of each version; tests fail where one cannot start.

    A database of the newer one reads Cypher 25 unless a statement says otherwise.
    """
    wanted = set()
    for item in request.session.items:
        callspec = getattr(item, "callspec", None)
        values = callspec.params.values() if callspec else ()
        named = {KINDS[p] for p in values if isinstance(p, str) and p in KINDS}
        fixtures = {f"neo4j_{name}": v for name, v in (("server", LTS), ("current", CURRENT))}
        wanted |= named | {v for f, v in fixtures.items() if f in getattr(item, "fixturenames", ())}
    settings = {CURRENT: "db.query.default_language=CYPHER_25\n"}
    started = Servers(tmp_path_factory.mktemp("neo4j"), sorted(wanted), settings)
    yield started
    started.stop()


def _server(servers: Servers, version: str) -> Server:
    try:
        return servers[version]
    except CannotStartError as e:
        pytest.fail(str(e), pytrace=False)


@pytest.fixture(scope="session")
def neo4j_server(servers: Servers) -> Server:
    """A real Neo4j 5.26, the long-term release, started once for all tests that need it."""
    return _server(servers, LTS)


@pytest.fixture(scope="session")
def neo4j_current(servers: Servers) -> Server:
    """A real Neo4j 2026.08 whose database reads Cypher 25."""
    return _server(servers, CURRENT)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, started once for all tests that need it; tests fail where there is none."""
    try:
        with chromium() as running_browser:
            yield running_browser
    except ChromiumMissingError as e:
        pytest.fail(str(e), pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run with skipped tests, so that none is left out in silence; ``-m`` deselects, it does not skip."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line("FAILED: tests were skipped; a test must run or not be there", red=True)
