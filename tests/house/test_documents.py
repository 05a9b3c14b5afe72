"""The documents say what the commands do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli import main
from kg.cli.group import COMMANDS

ROOT = Path(__file__).parents[2]
COMMANDS_MD = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_section(name: str) -> None:
    assert re.search(rf"^## .*kg {name}\b", COMMANDS_MD, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    options = {o for p in command(name).params if isinstance(p, click.Option) for o in p.opts if o.startswith("--")}
    missing = {o for o in options if not re.search(rf"`{o}\b", COMMANDS_MD)}
    assert missing == set()


def test_no_option_is_documented_that_does_not_exist() -> None:
    known = {o for name in COMMANDS for p in command(name).params for o in [*p.opts, *p.secondary_opts]}
    known |= {o for p in main.params for o in p.opts} | {"--help"}
    assert set(re.findall(r"(--[a-z]+[a-z-]*)", COMMANDS_MD)) - known == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_helps(name: str) -> None:
    with click.Context(command(name), info_name=f"kg {name}") as ctx:
        assert len(command(name).get_short_help_str(60)) > 10
        assert command(name).get_help(ctx).startswith("Usage: kg")


def test_every_link_of_the_documents_leads_somewhere() -> None:
    link = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        targets = link.findall(document.read_text(encoding="utf-8"))
        assert [t for t in targets if not (document.parent / t).exists()] == [], document.name


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    files = {f.name for f in folder.glob("*.md")} - {"README.md"}
    assert {f for f in files if f"({f})" not in listed} == set()


def test_the_commands_of_the_readme_end_well() -> None:
    command = [sys.executable, str(ROOT / "tools" / "refresh_readme.py"), "--check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_tables_of_figures_are_those_recorded() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "figures_table.py"), "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
