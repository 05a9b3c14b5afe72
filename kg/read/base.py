"""What every reader of a file format has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.types import Page

MAX_BYTES = 64 * 2**20
"""The largest text file or record that is read; a page of a newspaper is some 20 thousand bytes."""
NO_CHINESE = "holds no Chinese text; only news in Chinese is read"
SNIFFED = 4096
"""Bytes at a file's beginning that ``Format.sniff`` is shown."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A file that can be read and holds no news by its nature, such as the list of an edition's pages."""

    why: str


Result = Page | InputError | Passed


@dataclass(frozen=True, slots=True)
class Options:
    """How the caller wants files read."""

    article: bool = False
    """A text file holds one clean article."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how to know it, and how to read it."""

    name: str
    suffixes: frozenset[str]
    """Lower case, with the dot."""
    sniff: Callable[[bytes], bool]
    """Whether a file that begins with these bytes is of this format; asked only where the suffix says nothing."""
    read: Callable[[Path, Options], Iterator[Result]]
    """Yields pages, and errors about single records; raises InputError where the whole file is of no use."""


def load(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return a file's bytes.

    Raises:
        InputError: empty, larger than ``limit`` bytes, or not readable.
    """
    try:
        with path.open("rb") as f:
            data = f.read(limit + 1)
    except OSError as e:
        raise InputError(f"cannot be read ({e.strerror or e}); check the path and its permissions") from e
    if len(data) > limit:
        raise InputError(f"is larger than {limit // 2**20} MB, too large for text of a newspaper; split it into pages")
    if not data.strip(b"\0\t\n\v\f\r "):
        raise InputError("is empty; give a file with text in it")
    return data
