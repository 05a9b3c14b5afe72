"""Milliseconds of each saved query on a Neo4j server with a million relationships of made-up news.

    python benchmarks/saved_queries.py [RELATIONSHIPS] [FOLDER] [QUERY…]

Each query is asked twelve times with the names that stand in most articles and with names that stand in some; the first
two times warm up, the median of the other ten counts. The time is that of ``kg.query.run``: until the rows are Python
values. The plan is held against scans of the whole graph where a name is given. The graph comes in by the bulk import;
a FOLDER keeps it for the next time.
"""

from __future__ import annotations

import shlex
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import neo4j
from made_up_news import FIRST_DAY, World, graph_of, issues_of, words
from serving import imported, load_average, working

from kg.graph import write_bulk
from kg.query import SavedQuery, bind, catalogue, run
from kg.stores import Store, open_store

BAR = 100
SCANS = ("AllNodesScan", "NodeByLabelScan", "RelationshipTypeScan", "AllRelationshipsScan", "IndexScan")


def home_of(size: int, folder: Path) -> Path:
    """Return the home folder of a server that holds so many relationships; made where it is not there."""
    home = folder / f"home-{size}"
    if not home.exists():
        part = folder / f"part-{size}"
        shutil.rmtree(part, ignore_errors=True)
        command = shlex.split(write_bulk(graph_of(issues_of(size)), folder / f"csv-{size}"))
        imported(part, command[1:])
        part.rename(home)
    return home


def parameters() -> dict[str, list[dict[str, str]]]:
    """Return for each query the parameters to ask it with: names very often in the news first, then others."""
    world, w = World(), words()
    out: dict[str, list[dict[str, str]]] = {}
    for region, n in ((world.regions[0], 0), (world.regions[5], 25)):
        union, company, later = region.unions[n], region.companies[n], region.companies[n + 1]
        leader, second = union.posts[0][0].canonical, union.posts[1][0].canonical
        body, firm = union.name.canonical, company.name.canonical
        above = union.parent.canonical if n and union.parent else world.nation.name.canonical
        day = FIRST_DAY + timedelta(days=40 + n)
        person, about = {"name": leader}, {"name": body}
        honour = (w["honours"][0] if not n else region.honours[n].canonical)[:6]
        given: dict[str, dict[str, str]] = {
            "agreements": about, "article": {"words": leader + words()["headlines"]["visit"][0][0]}, "attended": person,
            "awards": {"name": company.posts[0][0].canonical}, "colleagues": person, "companions": person,
            "day": {"day": day.isoformat()}, "evidence": {"first": leader, "second": body}, "find": {"words": body},
            "hosts": about, "laureates": {"words": honour}, "leadership": about,
            "meetings": {"words": body[:3] + "第" if n else w["assemblies"][0]}, "met": person,
            "most-visited": {"from": FIRST_DAY.isoformat(), "to": (day if n else day.replace(month=12)).isoformat()},
            "parts": {"name": above}, "path": {"first": leader, "second": later.name.canonical}, "post-holders": about,
            "posts": person, "reports": about, "shared-visits": {"first": leader, "second": second},
            "visitors": {"name": firm if n else region.name.canonical}, "visits": person,
        }  # fmt: skip
        for name, values in given.items():
            out.setdefault(name, []).append(values)
    out["find"].append({"words": w["union"]})
    out["visitors"].append({"name": world.regions[0].companies[0].name.canonical})
    out["path"].append({"first": world.regions[0].unions[0].posts[0][0].canonical, "second": w["nation"]})
    out["reports"].append({"name": world.regions[0].name.canonical})
    return out


def asked(store: Store, query: SavedQuery, given: Mapping[str, str]) -> tuple[float, int]:
    """Return milliseconds and rows of one asking."""
    start = time.perf_counter()
    answer = run(store, query, given)
    return 1000 * (time.perf_counter() - start), len(answer.rows)


def operators(plan: Mapping[str, Any]) -> Iterator[str]:
    """Yield the operators of a plan."""
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


def main(size: int, folder: Path, only: list[str]) -> None:
    """Measure and print."""
    with working(home_of(size, folder)) as server:
        ask(server.url, (server.user, server.password), only)


def ask(url: str, auth: tuple[str, str], only: list[str]) -> None:
    """Ask each query and print what it took."""
    given = parameters()
    queries = {name: query for name, query in catalogue().items() if not only or name in only}
    quiet = neo4j.GraphDatabase.driver(url, auth=auth, notifications_min_severity="OFF")
    with quiet as driver, open_store(url) as store:
        count = store.run("MATCH ()-[r]->() RETURN count(r) AS n").rows[0][0]
        print(f"{count} relationships; load average {load_average()}")
        slow = []
        for name, query in queries.items():
            for values in given[name]:
                times, rows = zip(*(asked(store, query, values) for _ in range(12)), strict=True)
                middle = statistics.median(times[2:])
                explained = driver.execute_query("EXPLAIN " + query.statement, bind(query, values)).summary.plan or {}
                scans = [o for o in operators(explained) if o.endswith(SCANS) and "Seek" not in o]
                mark = " SLOW" if middle >= BAR else ""
                scanned = f"  {', '.join(scans)}" if scans else ""
                print(f"{name:14} {middle:8.1f} ms {rows[0]:4} rows{mark}{scanned}  {' '.join(values.values())}")
                slow += [name] if mark or (scans and values.keys() & {"name", "first", "second"}) else []
        print(f"slow or scanning: {', '.join(dict.fromkeys(slow)) or 'none'}; load average {load_average()}")


if __name__ == "__main__":
    relationships = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        main(relationships, Path(sys.argv[2]), sys.argv[3:])
    else:
        with tempfile.TemporaryDirectory() as kept:
            main(relationships, Path(kept), [])
