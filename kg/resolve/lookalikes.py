"""Which characters are easily read for one another: measured on printed shapes, and what that misses."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.errors import DataError
from kg.lexicon import load_mapping, read_text

MEASURED = "resolve/lookalikes.tsv"


class Lookalikes(BaseModel):
    """What the measured table does not hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    groups: tuple[str, ...]
    """Characters of like shape."""
    crowded_titles: tuple[str, ...]
    """Titles that several people of one body hold at once."""


@cache
def lookalikes() -> Lookalikes:
    """Return ``kg/data/resolve/lookalikes.yaml``.

    Raises:
        DataError: the file is wrong.
    """
    return load_mapping("resolve/lookalikes.yaml", Lookalikes)


@cache
def _table() -> dict[str, frozenset[str]]:
    out: defaultdict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(read_text(MEASURED).splitlines(), 1):
        if line.startswith("#"):
            continue
        char, tab, others = line.partition("\t")
        if len(char) != 1 or not tab or not others:
            raise DataError(f"kg/data/{MEASURED}: line {number}: a character, a tab and those that look like it")
        out[char] |= {*others}
    for group in lookalikes().groups:
        for char in group:
            out[char] |= {*group} - {char}
    return {char: frozenset(others) for char, others in out.items()}


def alike(a: str, b: str) -> bool:
    """Say whether two characters look alike.

    Raises:
        DataError: one of the two data files is wrong.
    """
    return b in _table().get(a, ()) or a in _table().get(b, ())


def is_crowded(title: str) -> bool:
    """Say whether several people of one body may bear a title at the same time."""
    return any(part in title for part in lookalikes().crowded_titles)
