"""Servers for measuring: those of the tests, with the memory and the compiler of a server at work."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from servers import neo4j_server as server

lay_out = server.lay_out
HEAP, CACHE = "2g", "1g"


@contextmanager
def working(home: Path, settings: str = "") -> Iterator[server.Server]:
    """Start a server of the long-term release with 2 GB of heap and 1 GB of page cache, and end it at last.

    Its user and password are put into the environment, where ``open_store`` looks for them.

    Args:
        home: its home folder: empty, not there yet, with jars in ``plugins``, or one into which data were imported.
        settings: further lines for its configuration.
    """
    if plugins := [*(home / "plugins").glob("*.jar")]:
        # What extends the server itself must be where its own jars are.
        for jar in (*plugins, *server.jars().glob("*.jar")):
            (home / "lib" / jar.name).symlink_to(jar)
        server.jars = lambda _: home / "lib"
    server.QUICK_START = [f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseG1GC"]
    server.SETTINGS = server.SETTINGS.replace("heap.max_size=512m", f"heap.max_size={HEAP}")
    server.SETTINGS = server.SETTINGS.replace("pagecache.size=64m", f"pagecache.size={CACHE}")
    with server.running(home, settings=settings) as started:
        os.environ |= {"NEO4J_USERNAME": started.user, "NEO4J_PASSWORD": started.password}
        os.environ.pop("NEO4J_DATABASE", None)
        yield started


def imported(home: Path, command: list[str]) -> None:
    """Import what ``kg.graph.write_bulk`` wrote, by the command that it returned, into a home folder."""
    server.QUICK_START = [f"-Xmx{HEAP}"]
    server.admin(server.lay_out(home), command)


def load_average() -> str:
    """Return the load of the machine, to print beside a figure."""
    return " ".join(f"{n:.1f}" for n in os.getloadavg())
