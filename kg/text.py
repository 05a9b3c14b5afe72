"""Characters without meaning: width, folding of full-width forms, blanks. Nothing here changes a text's length."""

from __future__ import annotations

import re
import unicodedata

_FOLD = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)}
_FOLD |= {0x3000: 0x20, 0xA0: 0x20, 0x2002: 0x20, 0x2003: 0x20, 0x2009: 0x20}
_FOLD |= {ord(c): ord("-") for c in "—–－―‐‑"}
_FOLD |= {ord("·"): ord("·"), ord("‧"): ord("·"), ord("・"): ord("·"), ord("•"): ord("·")}
# translating only what needs it is many times quicker on text that is mostly Chinese characters
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]+")
# characters that may be neither ASCII nor wide: their width has to be looked up
_UNUSUAL = re.compile("[^\x00-\x7f\u2e80-\u303e\u3041-\ua4cf\uff01-\uff60‘’“”…—·]")
_WIDE = {"W", "F", "A"}


def fold(text: str) -> str:
    """Return the text with full-width ASCII, blanks and dashes in their plain forms; each character stays one."""
    return _FOLDED.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    return match[0].translate(_FOLD)


def width(text: str) -> int:
    """Return the width in columns of a terminal or a fixed pitch: 2 for each Chinese character."""
    if not _UNUSUAL.search(text):
        return 2 * len(text) - len(text.encode("ascii", "ignore"))
    return sum(1 if c < "\x80" else 2 if unicodedata.east_asian_width(c) in _WIDE else 1 for c in text)


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one."""
    return "一" <= char <= "鿿" or "㐀" <= char <= "䶿" or "\U00020000" <= char <= "\U0003ffff" or char == "〇"


def bare(text: str) -> str:
    """Return the text without blanks."""
    return "".join(text.split())
