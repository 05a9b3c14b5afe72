"""Fixtures that more than one room needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.chromium import ChromiumMissingError, chromium
from hypothesis import settings
from playwright.sync_api import Browser
from servers.neo4j_server import CannotStartError, Server, running

# How long an example takes says something about the machine, not about the program.
settings.register_profile("default", deadline=None)
settings.load_profile("default")


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real Neo4j, started once for all tests that need it; tests fail where it cannot start."""
    try:
        with running(tmp_path_factory.mktemp("neo4j") / "home") as server:
            yield server
    except CannotStartError as e:
        pytest.fail(str(e), pytrace=False)


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
