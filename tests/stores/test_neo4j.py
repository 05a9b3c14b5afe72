"""What only the store on a server has to stand: loaders at once, kills, and the errors people meet."""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import time
import traceback
from collections.abc import Iterator
from typing import Any

import neo4j
import pytest
from neo4j import exceptions
from newsroom import Opener, opener, whole
from servers.neo4j_server import Server, free_port

from kg.errors import ForeignStoreError, KGError, QueryError, StoreError, StoreLockedError
from kg.ids import issue_of
from kg.stores import open_store
from kg.stores.cypher import constraints
from kg.stores.neo4j import check_version
from kg.stores.neo4j_errors import meaning
from stores.killed import load, made_issues

ISSUES = made_issues(16)
WHOLE = whole(a for group in ISSUES for a in group)
URL = "bolt://localhost:7687"


@pytest.fixture
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Opener:
    request.param = "neo4j-5.26"
    return opener(request, tmp_path_factory.mktemp("store"), monkeypatch)


@pytest.fixture(scope="module")
def processes() -> Iterator[Any]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["stores.killed"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(p for p in sys.path if p))
        yield context


def _load_as(url: str, password: str, groups: Any) -> None:
    os.environ["NEO4J_PASSWORD"] = password
    load(url, groups)


@pytest.mark.server
def test_loaders_at_once_end_in_the_same_graph(place: Opener, neo4j_server: Server, processes: Any) -> None:
    place.empty().close()
    backwards = [list(reversed(g)) for g in reversed(ISSUES)]
    loaders = [
        processes.Process(target=_load_as, args=(place.url, neo4j_server.password, groups))
        for groups in (ISSUES, backwards, ISSUES[4:])
    ]
    for loader in loaders:
        loader.start()
    for loader in loaders:
        loader.join()
    assert [loader.exitcode for loader in loaders] == [0, 0, 0]
    with place() as store:
        assert store.graph() == WHOLE


@pytest.mark.server
@pytest.mark.parametrize("round", range(3))
def test_a_loader_killed_at_any_point_leaves_whole_issues(
    round: int, place: Opener, neo4j_server: Server, processes: Any
) -> None:
    with place.empty() as store:
        loader = processes.Process(target=_load_as, args=(place.url, neo4j_server.password, ISSUES))
        loader.start()
        end = time.monotonic() + 60
        while not store.issues() and time.monotonic() < end:
            time.sleep(0.01)
        time.sleep(random.Random(round).uniform(0, 1))
        loader.kill()
        loader.join()
    load(place.url, [])
    with place() as store:
        there = {i.id for i in store.issues()}
        assert there
        assert store.graph() == whole(a for g in ISSUES for a in g if issue_of(a.article.id) in there)
    load(place.url, ISSUES)
    with place() as store:
        assert store.graph() == WHOLE


@pytest.mark.server
def test_the_schema_is_there_once(place: Opener) -> None:
    with place.empty() as store:
        store.add(ISSUES[0])
        wanted = {statement.split()[2] for statement in constraints()} | {"names", "person_text", "visited_start"}
        names = {row[0] for row in store.run("SHOW INDEXES YIELD name RETURN name").rows}
        assert wanted <= names
    load(place.url, ISSUES[:2])
    with place() as store:
        assert {row[0] for row in store.run("SHOW INDEXES YIELD name RETURN name").rows} == names


@pytest.mark.server
def test_a_name_is_sought_in_an_index(place: Opener, neo4j_server: Server) -> None:
    with place.empty() as store:
        store.add(ISSUES[0])
    with neo4j.GraphDatabase.driver(neo4j_server.url, auth=("neo4j", neo4j_server.password)) as driver:
        for statement in (
            "MATCH (n:Person {name: 'x'}) RETURN n",
            "UNWIND ['x'] AS id MATCH (n:Organization {id: id}) RETURN n",
            "UNWIND ['x'] AS id MATCH (a)-[r:VISITED {id: id}]->(b) RETURN r",
        ):
            summary = driver.execute_query(f"EXPLAIN {statement}", database_="neo4j").summary
            assert "Scan" not in str(summary.plan)
            assert "Seek" in str(summary.plan)


@pytest.mark.server
def test_foreign_data_is_left_alone(place: Opener, neo4j_server: Server) -> None:
    place.empty().close()
    with neo4j.GraphDatabase.driver(neo4j_server.url, auth=("neo4j", neo4j_server.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_="neo4j")
        driver.execute_query("CREATE (:Movie {name: '某片'})", database_="neo4j")
        with pytest.raises(ForeignStoreError, match=r"holds other data \(Movie\).*NEO4J_DATABASE"):
            place()
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n", database_="neo4j").records[0]["n"] == 1
        driver.execute_query("MATCH (n) DETACH DELETE n", database_="neo4j")
        with place() as store:
            assert store.issues() == ()


def _says(match: str, url: str, secret: str = "wrong-password-9") -> None:
    with pytest.raises(StoreError, match=match) as caught:
        open_store(url)
    assert "\n" not in str(caught.value)
    assert secret not in str(caught.value)


@pytest.fixture(params=["neo4j-5.26", "neo4j-2026.08"])
def each(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Opener:
    """One server after the other."""
    return opener(request, tmp_path_factory.mktemp("store"), monkeypatch)


@pytest.mark.server
def test_wrong_password_wrong_database_no_tls(each: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = each.server.password
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    _says("has no database nowhere.*NEO4J_DATABASE", each.url, secret)
    _says("has no database nowhere.*NEO4J_DATABASE", each.url.replace("bolt://", "neo4j://"), secret)
    monkeypatch.delenv("NEO4J_DATABASE")
    for plain in ("bolt://", "neo4j://"):
        for scheme in ("+s://", "+ssc://"):
            url = each.url.replace("bolt://", plain.replace("://", scheme))
            _says(f"where the server has no TLS, write {plain}127", url, secret)
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong-password-9")
    _says("refuses user neo4j; set NEO4J_USERNAME and NEO4J_PASSWORD", each.url)
    monkeypatch.delenv("NEO4J_PASSWORD")
    _says("refuses user neo4j", each.url)


@pytest.mark.server
def test_a_transaction_that_takes_too_long(each: Opener) -> None:
    server = each.server
    slow = neo4j.Query("UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)", timeout=0.2)  # type: ignore[arg-type]
    with (
        neo4j.GraphDatabase.driver(server.url, auth=(server.user, server.password)) as driver,
        driver.session(database="neo4j") as session,
        pytest.raises(exceptions.Neo4jError) as caught,
    ):
        session.run(slow).consume()
    said = meaning(caught.value, server.url, server.user, "neo4j")
    assert type(said) is StoreError
    assert "took longer than the server allows" in str(said)


@pytest.mark.server
def test_the_password_is_nowhere_to_be_seen(each: Opener) -> None:
    with each() as store:
        assert each.server.password not in repr(store) + repr(vars(store))
        with pytest.raises(QueryError) as caught:
            store.run("RETURN $missing")
    told = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=True).format())
    assert "RETURN $missing" in told
    assert each.server.password not in told


def test_no_server_no_such_machine_no_such_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "wrong-password-9")
    for scheme in ("bolt", "neo4j"):
        _says("does not answer; is the server running", f"{scheme}://127.0.0.1:{free_port()}")
    _says("begins with neo4j://", "http://localhost:7474")


@pytest.mark.parametrize("password", ["wrong-password-9", "wrong-password-9/x", "p@wrong-password-9"])
def test_a_password_in_the_url_is_refused_and_not_repeated(password: str) -> None:
    _says("put user and password into NEO4J_USERNAME", f"bolt://neo4j:{password}@localhost:7687")


@pytest.mark.parametrize("agent", ["Neo4j/4.4.38", "Neo4j/5.25.1", "Memgraph/2.1", ""])
def test_a_server_that_is_too_old_or_another(agent: str) -> None:
    with pytest.raises(StoreError, match=r"Neo4j 5\.26 \(LTS\) or later is needed"):
        check_version(URL, agent)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.26-aura", "Neo4j/2025.01.0", "Neo4j/2026.08.1"])
def test_a_server_that_will_do(agent: str) -> None:
    check_version(URL, agent)


def _coded(kind: type[exceptions.Neo4jError], code: str) -> exceptions.Neo4jError:
    error = exceptions.Neo4jError._hydrate_neo4j(code=code, message="first line\nsecond line")
    assert isinstance(error, kind)
    return error


@pytest.mark.parametrize(
    ("error", "kind", "says"),
    [
        (_coded(exceptions.Forbidden, "Neo.ClientError.Security.Forbidden"), StoreError, "user reader may not do this"),
        (
            _coded(exceptions.Neo4jError, "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase"),
            StoreError,
            "is read-only",
        ),
        (_coded(exceptions.ClientError, "Neo.ClientError.Security.AuthenticationRateLimit"), StoreError, "wait some"),
        (_coded(exceptions.ClientError, "Neo.ClientError.Security.CredentialsExpired"), StoreError, "changed first"),
        (_coded(exceptions.ClientError, "Neo.ClientError.Transaction.TransactionTimedOut"), StoreError, "longer than"),
        (
            _coded(exceptions.TransientError, "Neo.TransientError.General.MemoryPoolOutOfMemoryError"),
            StoreError,
            "memory",
        ),
        (
            _coded(exceptions.TransientError, "Neo.TransientError.Transaction.DeadlockDetected"),
            StoreLockedError,
            "busy",
        ),
        (
            _coded(exceptions.TransientError, "Neo.TransientError.Database.DatabaseUnavailable"),
            StoreError,
            "not running",
        ),
        (_coded(exceptions.ClientError, "Neo.ClientError.Statement.TypeError"), QueryError, "first line second line"),
        (_coded(exceptions.DatabaseError, "Neo.DatabaseError.General.UnknownError"), StoreError, "first line second"),
        (exceptions.ServiceUnavailable("Cannot resolve address nowhere:7687"), StoreError, "no machine of that name"),
        (exceptions.SessionExpired("gone"), StoreError, "does not answer"),
        (OSError("gone"), StoreError, "does not answer"),
    ],
)
def test_errors_are_one_clear_line(error: Exception, kind: type[KGError], says: str) -> None:
    found = meaning(error, URL, "reader", "news")
    assert type(found) is kind
    assert says in str(found)
    assert "\n" not in str(found)
