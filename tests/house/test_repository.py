"""What holds for the repository as a whole."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MADE = {".git", ".venv", ".tools", "node_modules", "build", "dist", "demo-out", "shared"}
LONGEST_MODULE = 300
NOT_OURS = re.compile(
    r"""(?<![\w.])/(?:home|root|Users|work|opt|mnt)/\w      # paths of some machine
    | --(?:extra-)?index-url | --find-links
    | (?:pypi\.org|pythonhosted\.org)/(?:simple|packages) | registry\.npmjs | repo1?\.maven""",
    re.VERBOSE,
)


def files(*endings: str) -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        made = any(
            p in MADE or p.endswith((".egg-info", "_cache")) or p in {"__pycache__", ".hypothesis"} for p in parts
        )
        if path.is_file() and not made and (not endings or path.suffix in endings):
            yield path


def test_the_packages_on_disk_are_the_packages_that_are_installed() -> None:
    setuptools = PROJECT["tool"]["setuptools"]
    on_disk = {".".join(f.parent.relative_to(ROOT).parts) for f in (ROOT / "kg").rglob("__init__.py")}
    elsewhere = {name for name, folder in setuptools["package-dir"].items() if (ROOT / folder / "__init__.py").exists()}
    assert set(setuptools["packages"]) == on_disk | elsewhere
    assert elsewhere == set(setuptools["package-dir"])


def test_no_file_holds_a_path_of_some_machine_or_an_address_of_a_registry() -> None:
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path != Path(__file__):
            found += [f"{path.relative_to(ROOT)}: {m.group()}" for m in NOT_OURS.finditer(text)]
    assert found == []


def test_every_requirement_is_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        assert lines
        assert [line for line in lines if not re.match(r"[a-z0-9.-]+==\S+ .*--hash=sha256:", line)] == []


def test_every_dependency_is_among_the_pinned_ones() -> None:
    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[<>=~! \[;]", r)[0].lower().replace("_", "-") for r in requirements}

    def pinned(file: str) -> set[str]:
        return names(re.findall(r"^\S+==\S+", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE))

    project = PROJECT["project"]
    assert names(project["dependencies"]) | {"setuptools"} <= pinned("requirements.txt")
    assert names(project["optional-dependencies"]["dev"]) <= pinned("requirements-dev.txt")


def test_modules_stay_small() -> None:
    """``types.py`` is a list of definitions, the contract between all rooms: it may be longer."""
    modules = (f for f in (ROOT / "kg").rglob("*.py") if f != ROOT / "kg" / "types.py")
    lengths = {str(f.relative_to(ROOT)): len(f.read_text(encoding="utf-8").splitlines()) for f in modules}
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_every_file_is_opened_with_an_encoding() -> None:
    """``read_text()`` and ``open()`` without one read Chinese differently from machine to machine."""
    found = []
    for path in files(".py"):
        calls = (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call))
        found += [f"{path.relative_to(ROOT)}:{call.lineno}" for call in calls if _opens_as_text(call)]
    assert found == []


def _opens_as_text(call: ast.Call) -> bool:
    """Say whether a call opens a file as text without saying how it is encoded."""
    if "encoding" in {k.arg for k in call.keywords}:
        return False
    if isinstance(call.func, ast.Attribute):
        return call.func.attr == "write_text" or (call.func.attr == "read_text" and not call.args)
    modes = [a.value for a in call.args[1:2] if isinstance(a, ast.Constant)]
    return isinstance(call.func, ast.Name) and call.func.id == "open" and not any("b" in str(m) for m in modes)


def test_no_test_is_marked_to_be_skipped() -> None:
    marks = re.compile(r"pytest\.(?:mark\.(?:skip|skipif|xfail)|skip|importorskip|xfail)\b")
    tests = (f for f in (ROOT / "tests").rglob("*.py") if f != Path(__file__))
    assert [str(f.relative_to(ROOT)) for f in tests if marks.search(f.read_text(encoding="utf-8"))] == []
