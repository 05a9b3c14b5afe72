"""Seconds of loading one more issue into small and large graphs of made-up news: they should be nearly the same.

    python benchmarks/neo4j_growth.py [FOLDER] [embedded|neo4j] [RELATIONSHIPS…]

The same issues, printed after all that the graphs hold, are loaded into a graph of each size, on a server into which
the graph was imported in bulk, or into a file. One issue of each of the twelve papers warms up, the median of the next
twenty-four counts. A FOLDER keeps the imported graphs for the next time.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from made_up_news import PAPERS, Press, issues_of
from saved_queries import home_of
from serving import load_average, working

from kg.stores import Store, open_store
from kg.types import ResolvedArticle

SIZES = {"neo4j": (10_000, 100_000, 1_000_000), "embedded": (10_000, 100_000)}
LATER = 300 * PAPERS
"""Number of the first issue that is loaded: later than all that a graph of a million relationships holds."""
ISSUES = 24


@contextmanager
def holding(kind: str, size: int, folder: Path) -> Iterator[Store]:
    """Open a store that holds so many relationships; what is added to it is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        if kind == "neo4j":
            home = Path(shutil.copytree(home_of(size, folder), Path(scratch) / "home"))
            with working(home) as server, open_store(server.url) as store:
                yield store
            return
        base = folder / f"news-{size}.kgl"
        if not base.exists():
            with open_store(f"{base}.part", create=True) as store:
                store.add([a for group in issues_of(size) for a in group])
            Path(f"{base}.part").rename(base)
        with open_store(str(shutil.copy(base, scratch))) as store:
            yield store


def measured(store: Store, later: list[list[ResolvedArticle]]) -> tuple[float, float]:
    """Return the median seconds of an issue, and the rows that one changes."""
    seconds, rows = [], []
    for issue in later:
        start = time.perf_counter()
        added = store.add(issue)
        seconds.append(time.perf_counter() - start)
        rows.append(added.nodes + added.edges)
    return statistics.median(seconds[PAPERS:]), statistics.mean(rows[PAPERS:])


def main(folder: Path, kind: str, sizes: tuple[int, ...]) -> None:
    """Measure and print."""
    press = Press()
    later = [press.issue(n) for n in range(LATER, LATER + PAPERS + ISSUES)]
    least = 0.0
    for size in sizes:
        with holding(kind, size, folder) as store:
            held = sum(store.stats().edges.values())
            seconds, rows = measured(store, later)
        least = least or seconds
        print(
            f"{kind:8} {held:9} relationships: {1000 * seconds:6.0f} ms an issue, {rows:.0f} rows written, "
            f"{seconds / least:.2f} of the smallest (at most 1.2); load average {load_average()}",
            flush=True,
        )


if __name__ == "__main__":
    store_kind = sys.argv[2] if len(sys.argv) > 2 else "neo4j"
    asked_sizes = tuple(map(int, sys.argv[3:])) or SIZES[store_kind]
    if len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        main(Path(sys.argv[1]), store_kind, asked_sizes)
    else:
        with tempfile.TemporaryDirectory() as kept:
            main(Path(kept), store_kind, asked_sizes)
