"""Deterministic ids: the same content gives the same id on every machine and in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

ISSUE_KEY = "issue:"
"""Begins the only key of a claim that knows nothing of a person but the issue."""
_SEPARATOR = "\x1f"


def digest(*parts: str | None, length: int = 16) -> str:
    """Return a hex digest of the parts, in order.

    Args:
        parts: strings that make up the key; None counts as a part of its own, not as "".
        length: number of hex digits (4 bits each). 16 digits keep the chance of one collision among
            ten million ids below 1 in 300,000 (birthday bound).
    """
    joined = _SEPARATOR.join("\x00" if p is None else p for p in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:length]


def issue_id(newspaper: str, day: date) -> str:
    """Return the id of an issue: ``浙江工人日报/2022-03-04``. Readable, since users type it to ``kg unload``."""
    return f"{newspaper}/{day.isoformat()}"


def article_id(newspaper: str | None, day: date | None, text: str) -> str:
    """Return the id of an article: its issue's id and a digest of its text without blanks.

    Blanks are left out so that the same page with other line breaks gives the same article.
    """
    issue = f"{newspaper or '?'}/{day.isoformat() if day else '?'}"
    return f"{issue}/{digest(''.join(text.split()), length=12)}"


def issue_of(article: str) -> str:
    """Return the issue part of an article's id."""
    return article.rsplit("/", 1)[0]


def date_of(article: str) -> str:
    """Return the ISO date inside an article's id (``?`` where the article had none)."""
    return article.rsplit("/", 2)[1]


def is_issue_key(key: str) -> bool:
    """Say whether a claim's key only names the issue: of such a person nothing more is known."""
    return key.startswith(ISSUE_KEY)


def first_of(day: str, keys: Iterable[str]) -> str:
    """Return the place of a claim in the order in which a person's claims are taken: its day, then its least key.

    Days are ISO dates or ``?``, so strings compare as the pairs do.
    """
    return f"{day} {min(keys)}"


def evidence_address(article: str, start: int, end: int) -> str:
    """Return the address of an evidence span: ``article-id:start-end``."""
    return f"{article}:{start}-{end}"


def parse_evidence(address: str) -> tuple[str, int, int]:
    """Split an evidence address into article id, start and end.

    Raises:
        ValueError: the string is not an address.
    """
    article, _, span = address.rpartition(":")
    start, _, end = span.partition("-")
    return article, int(start), int(end)
