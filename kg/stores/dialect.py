"""Where the embedded engine reads Cypher otherwise than Neo4j does, statements are put so that both mean the same.

kglite gives every relationship a ``start`` and an ``end`` of its own, the keys of its two nodes: ``r.start`` of a
relationship without that property is a node's key instead of null, and ``r.end`` is a syntax error, END being reserved.
``r['start']`` means what Cypher says it means.
"""

from __future__ import annotations

import re

_TOKENS = re.compile(
    r"""(?P<keep>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/)"""
    r"|(?<=[\w`)\]])\s*\.\s*(?P<tick>`?)(?P<name>start|end)(?P=tick)(?![\w(])"
    r"|(?P<name2>`(?:[^`]|``)*`)",
    re.DOTALL,
)
_ASKED = re.compile(r"(?<=[\w`)\]])\['(start|end)'\]")


def for_kglite(statement: str) -> str:
    """Return a statement that reads as kglite must be given it."""

    def put(match: re.Match[str]) -> str:
        return f"['{match['name']}']" if match["name"] else match[0]

    return _TOKENS.sub(put, statement)


def column(name: str) -> str:
    """Return a column's name as the statement had it before ``for_kglite``."""
    return _ASKED.sub(r".\1", name)
