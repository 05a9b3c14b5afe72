"""Starts real Neo4j Community servers from their published jars, for the tests; fails where it cannot.

The jars (about 150 MB a version) are fetched once with Maven into ``$KG_TOOLS``, by default ``.tools/`` of the checkout;
every start gets an empty home folder and free ports. A server of tests is ended with a kill: its data are thrown away,
and an orderly stop takes ten seconds.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import zipfile
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import neo4j
from neo4j import exceptions

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LTS, CURRENT = "5.26.30", "2026.08.1"
OLDEST_JAVA = {LTS: 17, CURRENT: 21}
PASSWORD = "test-password-1"
SECONDS = 120
SETTINGS = """
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.memory.heap.max_size=512m
server.memory.pagecache.size=64m
dbms.usage_report.enabled=false
"""
# Statements of tests run a few times each: the optimising compiler would cost more than it gains.
QUICK_START = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
OPEN = [f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in ("java.nio", "java.io", "sun.nio.ch")]


class CannotStartError(RuntimeError):
    """The server cannot be fetched or does not start; says what is missing."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    url: str
    browser: str
    user: str
    password: str
    home: Path
    version: str = LTS


def tools() -> Path:
    """Return the folder for what tests fetch."""
    return Path(os.environ.get("KG_TOOLS") or ROOT / ".tools")


@cache
def java(version: str = LTS) -> str:
    """Return the oldest Java of this machine that runs a version of the server.

    Looked for in ``JAVA_HOME``, ``/usr/lib/jvm`` and ``PATH``.

    Raises:
        CannotStartError: there is none.
    """
    oldest = OLDEST_JAVA[version]
    folders = [os.environ.get("JAVA_HOME"), *map(str, Path("/usr/lib/jvm").glob("*"))]
    found: dict[int, str] = {}
    for path in [*(f"{f}/bin/java" for f in folders if f), shutil.which("java")]:
        if path and Path(path).exists():
            told = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
            if release := re.search(r'version "(\d+)', told):
                found.setdefault(int(release[1]), path)
    fitting = [release for release in found if release >= oldest]
    if not fitting:
        have = ", ".join(map(str, sorted(found))) or "none"
        raise CannotStartError(
            f"Neo4j {version} needs Java {oldest} or newer (here: {have}). Install one (Debian: "
            f"openjdk-{oldest}-jre-headless, where Debian has it; else from adoptium.net) or name it in JAVA_HOME."
        )
    return found[min(fitting)]


def jars(version: str = LTS) -> Path:
    """Return the folder with a server's jars, fetching them when they are not there.

    Raises:
        CannotStartError: Maven is missing or fails.
    """
    folder = tools() / f"neo4j-{version}"
    if (folder / f"neo4j-{version}.jar").exists():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise CannotStartError("The server tests fetch Neo4j with Maven, which is not installed (Debian: maven).")
    part = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    done = subprocess.run(
        [
            maven, "-q", "-B", "-f", str(HERE / "pom.xml"), f"-Dneo4j.version={version}",
            "dependency:copy-dependencies", f"-DoutputDirectory={part}", "-DincludeScope=runtime",
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        shutil.rmtree(part, ignore_errors=True)
        raise CannotStartError(f"Maven cannot fetch Neo4j {version}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    if folder.exists():
        shutil.rmtree(part)
    else:
        part.rename(folder)
    return folder


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def lay_out(home: Path) -> Path:
    """Make the folders that a server's home has, and the configuration that its admin command wants."""
    for name in ("conf", "data", "logs", "run", "plugins", "import", "lib"):
        (home / name).mkdir(parents=True, exist_ok=True)
    lines = "".join(f"server.jvm.additional={flag}\n" for flag in OPEN)
    (home / "conf" / "neo4j.conf").write_text(lines, encoding="utf-8")
    return home


@contextmanager
def running(home: Path, version: str = LTS, settings: str = "") -> Iterator[Server]:
    """Start a server, and kill it in the end.

    Args:
        home: its home folder: empty, not there yet, or one into which data were imported.
        version: a version of the server.
        settings: further lines for its configuration.

    Raises:
        CannotStartError: it does not start; holds the end of its log.
    """
    lib, program = jars(version), java(version)
    lay_out(home)
    bolt, http = free_port(), free_port()
    (home / "conf" / "neo4j.conf").write_text(SETTINGS.format(bolt=bolt, http=http) + settings, encoding="utf-8")
    log = home / "logs" / "console.log"
    command = [program, *QUICK_START, *_opened(version), "-cp", f"{lib}/*", _main(lib, version)]
    command += [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True)
    server = Server(f"bolt://127.0.0.1:{bolt}", f"http://127.0.0.1:{http}/browser/", "neo4j", PASSWORD, home, version)
    try:
        _wait(process, server, log)
        yield server
    finally:
        process.kill()
        process.wait()


class Servers:
    """Servers of several versions, started side by side."""

    def __init__(self, folder: Path, versions: Iterable[str], settings: dict[str, str]) -> None:
        """Begin to start servers.

        Args:
            folder: where their homes are made.
            versions: which ones to start at once; others are started when they are asked for.
            settings: further lines for a version's configuration.
        """
        self._folder, self._settings = folder, settings
        self._stack = ExitStack()
        self._pool = ThreadPoolExecutor(len(OLDEST_JAVA))
        self._starting = {v: self._start(v) for v in versions}

    def _start(self, version: str) -> Future[Server]:
        server = running(self._folder / version, version, self._settings.get(version, ""))
        return self._pool.submit(self._stack.enter_context, server)

    def __getitem__(self, version: str) -> Server:
        """Return a running server, waiting until it answers.

        Raises:
            CannotStartError: it does not start.
        """
        if version not in self._starting:
            self._starting[version] = self._start(version)
        return self._starting[version].result()

    def stop(self) -> None:
        """End all of them."""
        self._pool.shutdown()
        self._stack.close()


def admin(home: Path, arguments: list[str], version: str = LTS) -> str:
    """Run the server's admin command on a home folder; return what it printed.

    Raises:
        CannotStartError: it fails; holds what it said.
    """
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    main = "org.neo4j.server.startup.Neo4jAdminCommand"
    done = subprocess.run(
        [java(version), *QUICK_START, "-cp", f"{jars(version)}/*", main, *arguments],
        cwd=home, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CannotStartError(f"neo4j-admin {' '.join(arguments)}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def _opened(version: str) -> list[str]:
    """Return what of Java itself a version wants to reach."""
    newer = ["--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]
    return OPEN if version == LTS else [*OPEN, *newer]


def _main(lib: Path, version: str) -> str:
    with zipfile.ZipFile(lib / f"neo4j-{version}.jar") as jar:
        lines = jar.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode().splitlines()
    return next(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _wait(process: subprocess.Popen[bytes], server: Server, log: Path) -> None:
    """Wait until the server answers, and give it its password, as it wants before anything else."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with (
                neo4j.GraphDatabase.driver(server.url, auth=("neo4j", "neo4j")) as driver,
                driver.session(database="system") as session,
            ):
                session.run("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=PASSWORD).consume()
            return
        except (exceptions.Neo4jError, exceptions.DriverError, OSError):
            time.sleep(0.3)
    raise CannotStartError(
        f"Neo4j {server.version} does not answer:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}"
    )
