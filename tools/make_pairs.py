"""Make ``kg/data/segment/pairs.tsv``: common Chinese words of two characters, from the dictionary of jieba (MIT).

    pip download jieba==0.42.1 --no-deps --no-binary :all: && tar xzf jieba-0.42.1.tar.gz
    python tools/make_pairs.py jieba-0.42.1/jieba/dict.txt kg/data/segment/pairs.tsv

One line for each first character: the character, a tab, the characters that make a common word after it. A word that
runs over the end of a column tells where the text goes on.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

LEAST = 150
"""Least frequency in the dictionary's own count."""
NAMES = ("nr", "nrt", "nrfg")


def main() -> None:
    """Write the table."""
    source, target = map(Path, sys.argv[1:3])
    pairs: dict[str, list[str]] = defaultdict(list)
    for line in source.read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split()
        if len(word) == 2 and int(count) >= LEAST and kind not in NAMES and all("一" <= c <= "鿿" for c in word):
            pairs[word[0]].append(word[1])
    head = (
        "# Common words of two characters, from the dictionary of jieba 0.42.1 (MIT); made by tools/make_pairs.py.\n"
        "# first character, characters that make a word after it\n"
    )
    lines = [f"{a}\t{''.join(sorted(bs))}\n" for a, bs in sorted(pairs.items())]
    target.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
