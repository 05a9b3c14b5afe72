"""Runs the commands of README.md and writes what they print below them.

    python tools/refresh_readme.py [--check]

A fenced block that begins with ```console holds commands (lines that begin with "$ ") and their output. They are run in
order, all in one empty folder that holds the sample pages. Output that ends with a line "…" is cut to as many lines as
stand there. With --check nothing is written: only whether each command ends well is told.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
CUT = "…"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(command: str, folder: Path) -> str:
    """Return what a command prints; stop where it fails."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {k: v for k, v in os.environ.items() if k != "KG_STORE"} | {"COLUMNS": "110", "PATH": path}
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"README.md: {command}: ended with {done.returncode}\n{done.stderr}")
    return done.stdout


def refreshed(block: str, folder: Path) -> str:
    """Return a block with the commands as they are and their output as it is now."""
    out = []
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        if not part.startswith("$ "):
            continue
        command, *old = part.splitlines()
        lines = run(command[2:], folder).splitlines()
        if old and old[-1] == CUT and len(lines) > len(old):
            lines = [*lines[: len(old) - 1], CUT]
        out += [command, *(line.rstrip() for line in lines)]
    return "\n".join(out) + "\n"


def main() -> None:
    """Run the commands of README.md."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "demo", folder / "demo")
        new = BLOCK.sub(lambda m: f"```console\n{refreshed(m.group(1), folder)}```", text)
    if "--check" not in sys.argv:
        readme.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
