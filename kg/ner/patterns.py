"""Small helpers for patterns made of word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

HAN = "[\u4e00-\u9fff\u3400-\u4dbf]"
_NEVER = "(?!)"


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of these words; shared beginnings are tried once."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(tree) or _NEVER


def _pattern(node: dict[str, Any]) -> str:
    branches = [re.escape(c) + _pattern(rest) for c, rest in sorted(node.items()) if c]
    if not branches:
        return ""
    body = f"(?:{'|'.join(branches)})"
    return f"{body}?" if "" in node else body


def occurrences(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Return where any of a few words stands, leftmost first and of those the longest; no two overlap.

    For words of one article, where a compiled pattern would cost more than it saves.
    """
    found = []
    for word in words:
        i = text.find(word)
        while i >= 0:
            found.append((i, i + len(word)))
            i = text.find(word, i + 1)
    out: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda s: (s[0], -s[1])):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out
