"""Plain text: one page as OCR left it, or one clean article."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.read.base import Format, Options, load
from kg.read.decoding import decode
from kg.types import Page


def _read(path: Path, options: Options) -> Iterator[Page]:
    text, encoding = decode(load(path))
    yield Page(source=str(path), text=text, whole=options.article, encoding=encoding)


def _sniff(_: bytes) -> bool:
    return True


TEXT = Format("text", frozenset({".txt", ".text"}), _sniff, _read)
"""Asked last: bytes that are no text are refused when they are decoded."""
