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
