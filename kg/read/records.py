"""Clean articles in JSON: one object (or a list of them) in ``.json``, one object a line in ``.jsonl``."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.read.base import MAX_BYTES, NO_CHINESE, Format, Options, Result, load
from kg.read.decoding import decode
from kg.text import is_han
from kg.types import Masthead, Page

_HALF = re.compile("[\ud800-\udfff\0]")
"""What JSON can write and no other text can hold: halves of characters, and nothing."""
_LONGEST = 4 * 2**20
"""Bytes of one line of many records."""
_TELLING = 40
"""Letters from which on a text without a Chinese character is in another language."""
_SKIPPED = 1 << 20
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')


def _text(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise InputError(f"{key}: {_short(value)} is not a string")
    return _HALF.sub("\ufffd", value)


def _number(record: Mapping[str, Any], key: str) -> str | None:
    """Return a number that may be written as a number or as a string: 12051, "A2"."""
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = _text(record, key)
    return text.strip() if text else None


def _date(record: Mapping[str, Any]) -> date | None:
    text = _text(record, "date")
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as e:
        raise InputError(f"date: {_short(text)} is not a date; write it as 2022-03-04") from e


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:40] + "…"


def _page(record: Any, source: str, encoding: str) -> Page:
    """Return the page of a record.

    Raises:
        InputError: the record is not what the format asks for; names the key.
    """
    if not isinstance(record, dict):
        raise InputError(f'{_short(record)} is not an object; an article is {{"newspaper", "date", "text", …}}')
    text = _text(record, "text")
    if text is None:
        raise InputError('text: missing or empty; an article needs its "text"')
    facts = Masthead(
        newspaper=_text(record, "newspaper"),
        date=_date(record),
        issue_number=_number(record, "issue_number"),
        page=_number(record, "page"),
        home=_text(record, "home"),
    )
    if not any(map(is_han, text)) and sum(map(str.isalpha, text)) > _TELLING:
        raise InputError(NO_CHINESE)
    return Page(source=source, text=text, facts=facts, whole=True, title=_text(record, "title"), encoding=encoding)


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as e:
        raise InputError(f"not JSON: {e.msg.removesuffix(' at')} at line {e.lineno}, column {e.colno}") from e
    except (RecursionError, ValueError) as e:  # nested too deeply; a number of too many digits
        raise InputError(f"not JSON that can be read: {e}") from e


def _read_json(path: Path, _: Options) -> Iterator[Result]:
    text, encoding = decode(load(path))
    content = _parse(text)
    if not isinstance(content, list):
        yield _page(content, str(path), encoding)
        return
    for n, record in enumerate(content, 1):
        try:
            yield _page(record, f"{path}#{n}", encoding)
        except InputError as e:
            yield InputError(f"entry {n}: {e}")


def _read_lines(path: Path, _: Options) -> Iterator[Result]:
    with path.open("rb") as f:
        n = found = 0
        # What is written behind this end while the file is read belongs to the next run.
        end = os.fstat(f.fileno()).st_size
        while f.tell() < end and (line := f.readline(_LONGEST + 1)):
            n += 1
            if len(line) > _LONGEST:
                found += 1
                behind = f.tell() + MAX_BYTES
                while line and not line.endswith(b"\n") and f.tell() < min(end, behind):
                    line = f.readline(_SKIPPED)
                rest = "" if line.endswith(b"\n") or f.tell() >= end else "; what stands behind it was not read"
                yield InputError(f"line {n}: longer than {_LONGEST // 2**20} MB; an article is far shorter{rest}")
                if rest:
                    return
            elif line.strip(b"\xef\xbb\xbf \t\r\n\0"):
                found += 1
                try:
                    text, encoding = decode(line)
                    yield _page(_parse(text.strip()), f"{path}#{n}", encoding)
                except InputError as e:
                    message = str(e).replace(" at line 1, column", " at column")
                    yield InputError(f"line {n}: {message}")
        if not n or not found:
            raise InputError("is empty; give a file with text in it")


def _sniff_object(head: bytes) -> bool:
    return _OBJECT.match(head) is not None


def _never(_: bytes) -> bool:
    return False


JSON = Format("JSON", frozenset({".json"}), _sniff_object, _read_json)
JSON_LINES = Format("JSON lines", frozenset({".jsonl", ".ndjson"}), _never, _read_lines)
