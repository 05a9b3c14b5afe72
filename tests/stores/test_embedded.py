"""What only the store in a file has to stand: kills, a second writer, files of others."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import kglite
import pytest
from newsroom import whole

from kg.errors import ForeignStoreError, QueryError, StoreError, StoreLockedError
from kg.ids import issue_of
from kg.stores import open_store
from kg.stores.dialect import column, for_kglite
from stores.killed import load, made_issues

ISSUES = made_issues(24)
WHOLE = whole(a for group in ISSUES for a in group)


@pytest.fixture(scope="module")
def processes() -> Iterator[multiprocessing.context.BaseContext]:
    """Processes that start at once: what they need is imported before they are forked off."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["stores.killed"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(p for p in sys.path if p))
        context.Process(target=made_issues, args=(0,)).start()
        yield context


@pytest.mark.parametrize("round", range(20))
def test_a_loader_killed_at_any_point_leaves_whole_issues(
    round: int, processes: multiprocessing.context.SpawnContext, tmp_path: Path
) -> None:
    path = tmp_path / "news.kgl"
    loader = processes.Process(target=load, args=(str(path), ISSUES))
    loader.start()
    end = time.monotonic() + 60
    while not path.exists() and loader.is_alive() and time.monotonic() < end and round % 5:
        time.sleep(0.001)  # one in five is killed while it may still be making the file
    time.sleep(random.Random(round).uniform(0, 0.4))
    loader.kill()
    loader.join()
    if path.exists():
        with open_store(str(path)) as store:
            there = {i.id for i in store.issues()}
            known = [g for g in ISSUES if issue_of(g[0].article.id) in there]
            assert known == ISSUES[: len(known)]
            assert store.graph() == whole(a for g in known for a in g)
    load(str(path), ISSUES)
    with open_store(str(path)) as store:
        assert store.graph() == WHOLE


def test_what_was_added_survives_without_closing(
    processes: multiprocessing.context.SpawnContext, tmp_path: Path
) -> None:
    path = tmp_path / "news.kgl"
    loader = processes.Process(target=load, args=(str(path), ISSUES[:3], 10_000))
    loader.start()
    end = time.monotonic() + 60
    while time.monotonic() < end:
        time.sleep(0.05)
        if path.exists():
            with open_store(str(path)) as store:
                if len(store.issues()) == 3:
                    break
    loader.kill()
    loader.join()
    with open_store(str(path)) as store:
        assert store.graph() == whole(a for g in ISSUES[:3] for a in g)


def test_one_writes_and_others_read(tmp_path: Path) -> None:
    path = str(tmp_path / "news.kgl")
    with open_store(path, create=True) as store:
        store.add(ISSUES[0])
    with open_store(path) as writer, open_store(path) as reader, open_store(path) as other:
        writer.add(ISSUES[1])
        assert len(reader.issues()) == 1
        with pytest.raises(StoreLockedError, match="is being written by process"):
            other.add(ISSUES[2])
        assert len(other.issues()) == 1
        with open_store(path) as late:
            assert len(late.issues()) in {1, 2}
    with open_store(path) as store:
        assert len(store.issues()) == 2
        store.add(ISSUES[2])
        assert store.graph() == whole(a for g in ISSUES[:3] for a in g)


def test_a_folder_copied_with_its_log_is_whole(tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    with open_store(str(here / "news.kgl"), create=True) as store:
        store.add(ISSUES[0])
        shutil.copytree(here, tmp_path / "there")
    with open_store(str(tmp_path / "there" / "news.kgl")) as copy:
        assert copy.graph() == whole(ISSUES[0])


def test_what_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="`kg load` makes one"):
        open_store(str(tmp_path / "news.kgl"))
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="no folder"):
        open_store(str(tmp_path / "nowhere" / "news.kgl"), create=True)


@pytest.mark.parametrize("content", [b"", b"hello world", "浙江工人日报".encode(), b"\x00" * 5000])
@pytest.mark.parametrize("create", [True, False])
def test_a_file_of_somebody_else_is_left_alone(content: bytes, create: bool, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    with pytest.raises(ForeignStoreError, match="is not a store of union news"):
        open_store(str(path), create=create)
    assert path.read_bytes() == content


def test_a_graph_of_somebody_else_and_a_folder_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.kgl"
    with kglite.open(str(path)) as graph:
        graph.cypher("CREATE (:Person {id: 'p', name: '某某'})")
    before = path.read_bytes()
    with pytest.raises(ForeignStoreError, match="holds other data"):
        open_store(str(path), create=True)
    assert path.read_bytes() == before
    with pytest.raises(ForeignStoreError, match="a folder"):
        open_store(str(tmp_path), create=True)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_says_what_to_do(part: float, tmp_path: Path) -> None:
    path = tmp_path / "news.kgl"
    load(str(path), ISSUES[:3])
    whole_file = path.read_bytes()
    for beside in tmp_path.glob("news.kgl?*"):
        beside.unlink()
    path.write_bytes(whole_file[: int(len(whole_file) * part)])
    with pytest.raises(StoreError, match="delete it and load again") as caught, open_store(str(path)) as store:
        store.graph()
    assert "\n" not in str(caught.value)


def test_a_closed_store_is_closed(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "news.kgl"), create=True)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.issues()
    with pytest.raises(StoreError, match="is closed"):
        store.add(ISSUES[0])


def test_a_failed_write_changes_nothing(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "news.kgl"), create=True) as store:
        store.add(ISSUES[0])
        with pytest.raises(QueryError):
            store.run("MATCH (p:Person) SET p.name = 'x' WITH p CREATE (:Person {id: p.id})", write=True)
        assert store.graph() == whole(ISSUES[0])


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        ("MATCH ()-[r]->() RETURN r.start, r.end AS e", "MATCH ()-[r]->() RETURN r['start'], r['end'] AS e"),
        ("RETURN r.`end`, nodes(p)[0].start", "RETURN r['end'], nodes(p)[0]['start']"),
        (
            "RETURN 'r.start', \"r.end\", `r.end`, r.started, $p.x",
            "RETURN 'r.start', \"r.end\", `r.end`, r.started, $p.x",
        ),
        ("RETURN 1 // r.start\n, r.start /* r.end */", "RETURN 1 // r.start\n, r['start'] /* r.end */"),
        (r"RETURN 'it\'s r.start', r.start", r"RETURN 'it\'s r.start', r['start']"),
    ],
)
def test_start_and_end_mean_what_cypher_says(statement: str, read: str) -> None:
    assert for_kglite(statement) == read
    assert for_kglite(read) == read


def test_columns_keep_their_names(tmp_path: Path) -> None:
    assert column("r['start']") == "r.start"
    with open_store(str(tmp_path / "news.kgl"), create=True) as store:
        store.add(ISSUES[0])
        answer = store.run("MATCH ()-[r:VISITED]->() RETURN r.start, r.end, r.start IS NULL AS no LIMIT 1")
    assert answer.columns == ("r.start", "r.end", "no")
    assert answer.rows == ((None, None, True),)
