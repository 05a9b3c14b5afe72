"""Make ``kg/data/segment/usual.tsv``: pairs of characters that stand in the news of many unions.

    python tools/make_usual.py tests/gold/tuning tests/gold/own kg/data/segment/usual.tsv

Read are the texts of the annotated articles in the folders. A pair that stands in several of them (工会, 主席, 强调)
says little on which article of a page a piece belongs to. The table has the form of ``pairs.tsv``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

LEAST = 4
"""Articles that a pair must stand in."""


def main() -> None:
    """Write the table."""
    *folders, target = map(Path, sys.argv[1:])
    counts: Counter[str] = Counter()
    for file in sorted(f for folder in folders for f in folder.glob("*.json")):
        text = json.loads(file.read_text(encoding="utf-8"))["text"]
        found = {a + b for a, b in pairwise(text)}
        counts.update(pair for pair in found if all("一" <= c <= "鿿" for c in pair))
    pairs: dict[str, list[str]] = defaultdict(list)
    for pair, count in counts.items():
        if count >= LEAST:
            pairs[pair[0]].append(pair[1])
    head = (
        "# Pairs of characters that stand in several annotated articles; made by tools/make_usual.py.\n"
        "# first character, characters that follow it\n"
    )
    lines = [f"{a}\t{''.join(sorted(bs))}\n" for a, bs in sorted(pairs.items())]
    target.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
