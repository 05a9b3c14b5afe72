"""The tables of figures in README.md and the model card, made of tests/gold/figures.json.

    python tools/figures_table.py [--check]

They stand between <!-- figures --> and <!-- /figures --> (families by set) and between <!-- labels --> and
<!-- /labels --> (labels and relation types by set). With --check nothing is written; it fails where one is out of step.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
SETS = {
    "tuning": "tuning",
    "own": "own",
    "fresh": "fresh",
    "held_out": "held out",
    "own_held_out": "own, held out",
    "last_held_out": "last, held out",
}
FAMILIES = ("mentions", "roles", "visits", "meetings", "visit dates", "relations")
LABELS = ("PERSON", "UNION", "COMPANY", "ORG", "PLACE")
TYPES = (
    "HOLDS_ROLE", "VISITED", "ACCOMPANIED", "ATTENDED", "MET_WITH", "HOSTED", "SIGNED_WITH", "AWARDED", "PART_OF",
)  # fmt: skip
FILES = (ROOT / "README.md", ROOT / "models" / "zh_union_news" / "README.md")


def counts() -> dict[str, list[dict[str, list[int]]]]:
    """Return the recorded counts of each set's articles: right, given, asked by row."""
    recorded = json.loads((GOLD / "figures.json").read_text(encoding="utf-8"))["counts"]
    return {name: [recorded[f.stem] for f in sorted((GOLD / name).glob("*.json"))] for name in SETS}


def cell(articles: Sequence[dict[str, list[int]]], row: str) -> str:
    """Return precision / recall / F1 of a row, or how many dates were right."""
    right, given, asked = (sum(a.get(row, [0, 0, 0])[i] for a in articles) for i in range(3))
    if row == "visit dates":
        return f"{right} of {asked}"
    if not asked and not given:
        return "–"
    precision, recall = right / given if given else 0.0, right / asked if asked else 0.0
    return f"{precision:.3f} / {recall:.3f} / {2 * right / (given + asked):.3f}"


def table(rows: Sequence[str], prefix: str = "") -> str:
    """Return a Markdown table with a column for each set."""
    sets = counts()
    heads = " | ".join(f"{SETS[n]} ({len(a)})" for n, a in sets.items())
    lines = [f"| | {heads} |", "|---" * (len(sets) + 1) + "|"]
    lines += [f"| {row} | " + " | ".join(cell(a, prefix + row) for a in sets.values()) + " |" for row in rows]
    return "\n".join(lines)


def renewed(text: str) -> str:
    """Return a document with its tables made anew."""
    made = {
        "figures": table(FAMILIES),
        "labels": table(LABELS, "mentions/"),
        "relations": table(TYPES, "relations/"),
    }
    for name, content in made.items():
        text = re.sub(
            rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)",
            lambda m, content=content: f"{m[1]}{content}\n{m[2]}",
            text,
            flags=re.DOTALL,
        )
    return text


def main() -> None:
    """Write the tables, or say which file is out of step."""
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        if (new := renewed(text)) != text:
            if "--check" in sys.argv:
                sys.exit(f"{path.name}: its figures are not those recorded; python tools/figures_table.py")
            path.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
