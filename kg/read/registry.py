"""The formats that can be read, in the order in which they are asked about a file without a known suffix."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError
from kg.read.base import SNIFFED, Format
from kg.read.image import IMAGE
from kg.read.pdf import PDF
from kg.read.records import JSON, JSON_LINES
from kg.read.text import TEXT
from kg.read.web import WEB

FORMATS: tuple[Format, ...] = (PDF, IMAGE, JSON, JSON_LINES, WEB, TEXT)
_BY_MAGIC = (PDF, IMAGE)
"""Formats whose first bytes are surer than a file's name."""
_BY_SUFFIX = {s: f for f in FORMATS for s in f.suffixes}


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of readable files, sorted."""
    return tuple(sorted(_BY_SUFFIX))


def by_suffix(path: Path) -> Format | None:
    """Return the format that a file's name tells, or None."""
    return _BY_SUFFIX.get(path.suffix.lower())


def format_of(path: Path) -> Format:
    """Return a file's format: by its first bytes where they are unmistakable, else by its suffix, else by its bytes.

    Raises:
        InputError: the file cannot be opened.
    """
    try:
        with path.open("rb") as f:
            head = f.read(SNIFFED)
    except OSError as e:
        raise InputError(f"cannot be read ({e.strerror or e}); check the path and its permissions") from e
    return (
        next((f for f in _BY_MAGIC if f.sniff(head)), None)
        or by_suffix(path)
        or next(f for f in FORMATS if f.sniff(head))
    )
