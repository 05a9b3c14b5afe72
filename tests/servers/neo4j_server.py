"""Starts a real Neo4j Community server from its published jars, for the tests; fails where it cannot.

The jars (about 150 MB) are fetched once with Maven into ``$KG_TOOLS``, by default ``.tools/`` of the checkout; every
start gets an empty home folder and free ports.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
VERSION = "5.26.30"
PASSWORD = "test-password-1"
SECONDS = 120
SETTINGS = """
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.memory.heap.max_size=1g
server.memory.pagecache.size=256m
dbms.usage_report.enabled=false
"""
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


def tools() -> Path:
    """Return the folder for what tests fetch."""
    return Path(os.environ.get("KG_TOOLS") or ROOT / ".tools")


def java() -> str:
    """Return a Java 17 or newer.

    Raises:
        CannotStartError: there is none.
    """
    candidates = [os.environ.get("JAVA_HOME"), *sorted(map(str, Path("/usr/lib/jvm").glob("*")))]
    paths = [shutil.which("java"), *(f"{c}/bin/java" for c in candidates if c)]
    for path in paths:
        if path and Path(path).exists():
            told = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
            version = re.search(r'version "(\d+)', told)
            if version and int(version[1]) >= 17:
                return path
    raise CannotStartError("The server tests need Java 17 or newer (Debian: default-jre-headless).")


def jars(version: str = VERSION) -> Path:
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


@contextmanager
def running(folder: Path, version: str = VERSION, settings: str = "") -> Iterator[Server]:
    """Start a server with an empty home below ``folder``, and stop it.

    Args:
        folder: an empty folder.
        version: a version of the server.
        settings: further lines for its configuration.

    Raises:
        CannotStartError: it does not start; holds the end of its log.
    """
    lib, program = jars(version), java()
    for name in ("conf", "data", "logs", "run", "plugins", "import", "lib"):
        (folder / name).mkdir(parents=True)
    bolt, http = free_port(), free_port()
    (folder / "conf" / "neo4j.conf").write_text(SETTINGS.format(bolt=bolt, http=http) + settings, encoding="utf-8")
    admin(folder, ["dbms", "set-initial-password", PASSWORD], version)
    log = folder / "logs" / "console.log"
    newer = (
        [] if version.startswith("5.") else ["--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]
    )
    command = [program, "-Xmx1g", "-cp", f"{lib}/*", *OPEN, *newer, _main(lib, version)]
    command += [f"--home-dir={folder}", f"--config-dir={folder / 'conf'}"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait(process, bolt, log)
        yield Server(f"bolt://127.0.0.1:{bolt}", f"http://127.0.0.1:{http}/browser/", "neo4j", PASSWORD, folder)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def admin(home: Path, arguments: list[str], version: str = VERSION) -> None:
    """Run the server's admin command on a home folder.

    Raises:
        CannotStartError: it fails; holds what it said.
    """
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    main = "org.neo4j.server.startup.Neo4jAdminCommand"
    done = subprocess.run(
        [java(), "-cp", f"{jars(version)}/*", main, *arguments],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise CannotStartError(f"neo4j-admin {' '.join(arguments)}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


def _main(lib: Path, version: str) -> str:
    with zipfile.ZipFile(lib / f"neo4j-{version}.jar") as jar:
        lines = jar.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode().splitlines()
    return next(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as s:
            s.settimeout(1)
            if s.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.3)
    if process.poll() is None:
        process.kill()
    raise CannotStartError(f"Neo4j does not answer:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
