"""docker-compose.yml, .env.example and Dockerfile hold together: checked without an engine, which tests cannot ask for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from servers.neo4j_server import CURRENT, LTS, admin, lay_out

from kg.settings import STORE_VARIABLE

ROOT = Path(__file__).parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
SERVICES: dict[str, Any] = yaml.safe_load(COMPOSE)["services"]
SERVERS = {"neo4j-lts": LTS, "neo4j-current": CURRENT}
ENV = dict(re.findall(r"^(\w+)=(.*)$", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
STEPS = [line.split(maxsplit=1) for line in DOCKERFILE.splitlines() if line.strip() and not line.startswith("#")]


def texts(value: Any) -> list[str]:
    """Return every string of a value."""
    if isinstance(value, dict):
        return [t for pair in value.items() for t in texts(pair)]
    return [t for v in value for t in texts(v)] if isinstance(value, list | tuple) else [str(value)]


def test_the_compose_file_fits_the_compose_specification() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run(
        [*command, str(ROOT / "docker-compose.yml")], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_servers_are_the_versions_that_the_tests_run_against() -> None:
    assert {name: SERVICES[name]["image"] for name in SERVERS} == {
        k: f"neo4j:{v}-community" for k, v in SERVERS.items()
    }
    assert {name: SERVICES[name]["profiles"] for name in SERVERS} == {
        "neo4j-lts": ["lts"],
        "neo4j-current": ["current"],
    }
    volumes = [{v.partition(":")[0] for v in SERVICES[name]["volumes"] if not v.startswith(".")} for name in SERVERS]
    assert volumes[0].isdisjoint(volumes[1]), "a newer server's files cannot be read by an older one"


def test_no_password_is_written_down_and_nobody_else_can_connect() -> None:
    secret = [t for t in texts(SERVICES) if "NEO4J_PASSWORD" in t or t.startswith("neo4j/")]
    assert all("${NEO4J_PASSWORD:?" in t or "cypher-shell" in t or t == "NEO4J_PASSWORD" for t in secret)
    assert len(secret) >= 4
    assert ENV["NEO4J_PASSWORD"] == ""
    ports = [port for name in SERVERS for port in SERVICES[name]["ports"]]
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_env_example_names_what_the_compose_file_asks_for() -> None:
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", COMPOSE))
    assert set(ENV) == asked | {"COMPOSE_PROFILES"}
    assert ENV["COMPOSE_PROFILES"] in {p for name in SERVERS for p in SERVICES[name]["profiles"]}
    assert (ROOT / ENV["PAGES"]).is_dir()


def test_loading_speaks_to_whichever_server_runs_by_names_that_the_program_reads() -> None:
    given = SERVICES["load"]["environment"]
    reads = set(re.findall(r"environ\.get\(\"(NEO4J_\w+)\"", (ROOT / "kg/stores/neo4j.py").read_text(encoding="utf-8")))
    assert set(given) == {STORE_VARIABLE} | reads
    host = re.fullmatch(r"bolt://(\w+):7687", given[STORE_VARIABLE])
    assert host
    assert all(host[1] in SERVICES[name]["networks"]["default"]["aliases"] for name in SERVERS)
    waits = SERVICES["load"]["depends_on"]
    assert set(waits) == set(SERVERS)
    assert all(w == {"condition": "service_healthy", "required": False} for w in waits.values())


@pytest.mark.parametrize("name", SERVERS)
@pytest.mark.parametrize("answer", [0, 1])
def test_a_server_is_healthy_when_it_answers_a_query(name: str, answer: int, tmp_path: Path) -> None:
    """The command of the health check with a stand-in for cypher-shell, which gets its password from the environment."""
    kind, command = SERVICES[name]["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    shell = tmp_path / "cypher-shell"
    shell.write_text(f'#!/bin/sh\necho "$NEO4J_USERNAME|$NEO4J_PASSWORD|$*"\nexit {answer}\n', encoding="utf-8")
    shell.chmod(0o755)
    environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "NEO4J_AUTH": "neo4j/a/b#c d"}
    line = command.replace("$$", "$")
    done = subprocess.run(["sh", "-c", line], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (answer, "neo4j|a/b#c d|RETURN 1\n")


@pytest.mark.server
@pytest.mark.parametrize("name", SERVERS)
def test_the_server_knows_its_settings(name: str, tmp_path: Path) -> None:
    """The image's start turns NEO4J_server_memory_heap_max__size into server.memory.heap.max_size."""
    given = {k: v for k, v in SERVICES[name]["environment"].items() if k != "NEO4J_AUTH"}
    keys = {k: k.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_") for k in given}
    lines = "".join(f"{keys[k]}={v}\n" for k, v in given.items())
    (lay_out(tmp_path) / "conf" / "neo4j.conf").write_text(lines, encoding="utf-8")
    assert len(given) == 4
    assert "validation successful" in admin(tmp_path, ["server", "validate-config"], SERVERS[name])


def test_the_image_is_pinned_small_and_run_by_nobody_special() -> None:
    bases = [step[1].split()[0] for step in STEPS if step[0] == "FROM"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    oldest = project["project"]["requires-python"].removeprefix(">=")
    assert bases == [f"python:{oldest}-slim"] * 2
    last = STEPS[[s[0] for s in STEPS].index("FROM", 1) :]
    assert ["USER", "10001"] in last
    assert [s for s in last if s[0] in {"COPY", "ADD"}] == [["COPY", "--from=build /venv /venv"]]
    assert ["ENTRYPOINT", '["kg"]'] in last
    installs = [s[1] for s in STEPS if "pip install" in s[1]]
    assert len(installs) == 2
    assert all(
        "--no-cache-dir" in i and ("--require-hashes" in i or "--no-deps --no-build-isolation" in i) for i in installs
    )


def test_the_image_gets_all_that_installing_needs_and_nothing_else() -> None:
    copied = {name for s in STEPS if s[0] == "COPY" and "--from" not in s[1] for name in s[1].split()[:-1]}
    let_in = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    assert copied == set(let_in)
    assert all((ROOT / name).exists() for name in copied)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = {f.partition("/")[0] for f in project["tool"]["setuptools"]["package-dir"].values()} | {"kg"}
    assert folders | {project["project"]["readme"], *project["project"]["license-files"]} <= copied
