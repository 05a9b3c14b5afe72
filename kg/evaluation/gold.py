"""Gold articles: texts with the mentions and relations that a careful annotator found in them.

A mention of a gold file lists a string once and marks all its occurrences outside longer listed strings (``nth``: only
some of them). Rows marked ``optional`` are readings on which careful readers differ.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kg.errors import InputError

MentionKey = tuple[str, str]
"""Text as printed, and label."""


class GoldMention(BaseModel):
    """A string of the article that names something."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str = Field(min_length=1)
    label: str
    canonical: str
    also: list[str] = []
    nth: list[int] | None = None
    optional: bool = False


class GoldRelation(BaseModel):
    """A statement of the article between canonical names."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    type: str
    head: str
    tail: str
    title: str | None = None
    function: str | None = None
    start: str | None = None
    end: str | None = None
    optional: bool = False


class _File(BaseModel):
    """What scoring needs of a gold file; the reader takes newspaper, date and home."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    text: str
    mentions: list[GoldMention]
    relations: list[GoldRelation]


@dataclass(frozen=True)
class GoldArticle:
    """One article's right answer."""

    name: str
    """The file's name without ending."""
    path: Path
    text: str
    mentions: Counter[MentionKey]
    """Occurrences that are asked for."""
    optional_mentions: Counter[MentionKey]
    """Occurrences neither asked for nor counted as false."""
    relations: tuple[GoldRelation, ...]
    optional_relations: tuple[GoldRelation, ...]
    spellings: dict[str, str]
    """Other accepted spellings of canonical names, without blanks → the canonical name."""


def load_gold(folders: Iterable[Path]) -> list[GoldArticle]:
    """Return the gold articles of some folders, ordered by file name.

    Raises:
        InputError: a folder holds no gold article, or a file is not one; names file and key.
    """
    found: list[GoldArticle] = []
    for folder in folders:
        files = [folder] if folder.is_file() else sorted(folder.glob("*.json"))
        if not files:
            raise InputError(f"{folder}: no gold articles (*.json) in this folder; name the folder that holds them")
        found += map(_load, files)
    return found


def _load(path: Path) -> GoldArticle:
    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
        file = _File.model_validate(raw)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as e:
        raise InputError(f"{path}: cannot be read as a gold article ({e})") from e
    except ValidationError as e:
        first = e.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(f"{path}: not a gold article: {where}: {first['msg']}") from e
    asked: Counter[MentionKey] = Counter()
    optional: Counter[MentionKey] = Counter()
    for start, end, mention in occurrences(file.text, file.mentions):
        (optional if mention.optional else asked)[file.text[start:end], mention.label] += 1
    return GoldArticle(
        name=path.stem,
        path=path,
        text=file.text,
        mentions=asked,
        optional_mentions=optional,
        relations=tuple(r for r in file.relations if not r.optional),
        optional_relations=tuple(r for r in file.relations if r.optional),
        spellings={"".join(other.split()): m.canonical for m in file.mentions for other in m.also},
    )


def occurrences(text: str, mentions: Iterable[GoldMention]) -> Iterator[tuple[int, int, GoldMention]]:
    """Yield the spans that a list of mentions marks, longer strings before shorter ones."""
    by_text: dict[str, list[GoldMention]] = {}
    for mention in mentions:
        by_text.setdefault(mention.text, []).append(mention)
    taken = bytearray(len(text))
    for string in sorted(by_text, key=lambda s: (-len(s), s)):
        free = [span for span in _find_all(text, string) if not any(taken[slice(*span)])]
        for mention in by_text[string]:
            for place, (start, end) in enumerate(free):
                if mention.nth is not None and place not in mention.nth:
                    continue
                if not any(taken[start:end]):
                    taken[start:end] = b"\x01" * (end - start)
                    yield start, end, mention


def _find_all(text: str, string: str) -> Iterator[tuple[int, int]]:
    position = text.find(string)
    while position >= 0:
        end = position + len(string)
        yield position, end
        position = text.find(string, end)
