"""Widths of text as drawn, and line breaks, worked out before any browser sees the page.

Widths are estimates in units of the font size (em): Chinese characters and full-width punctuation are one em wide in
every Chinese font; Latin letters and digits are given a generous mean.
"""

from __future__ import annotations

import unicodedata

_NARROW = 0.58
ELLIPSIS = "…"
_NO_START = frozenset("，。、；：？！）》〉”’】」』·%,.;:?!)]}…")


def width(text: str) -> float:
    """Return the width of one line in em."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else _NARROW for c in text)


def shorten(text: str, limit: float) -> str:
    """Return ``text``, cut so that it is at most ``limit`` em wide, an ellipsis included."""
    if width(text) <= limit:
        return text
    room, out = limit - width(ELLIPSIS), ""
    for c in text:
        room -= width(c)
        if room < 0:
            break
        out += c
    return out.rstrip() + ELLIPSIS


def _pieces(text: str) -> list[str]:
    """Cut into what must stay on one line: Latin words and numbers whole, closing punctuation with what it closes."""
    pieces: list[str] = []
    for c in " ".join(text.split()):
        narrow = c.isascii() and c.isalnum()
        if pieces and (
            c in _NO_START or c == " " or (narrow and pieces[-1][-1].isascii() and pieces[-1][-1].isalnum())
        ):
            pieces[-1] += c
        else:
            pieces.append(c)
    return [p for piece in pieces for p in _chop(piece)]


def _chop(piece: str, limit: int = 14) -> list[str]:
    return [piece[i : i + limit] for i in range(0, len(piece), limit)]


def wrap(text: str, limit: float, lines: int) -> list[str]:
    """Break ``text`` into lines of about equal width.

    Args:
        text: the text; runs of blanks count as one.
        limit: greatest width of a line in em.
        lines: greatest number of lines; what is left is cut with an ellipsis.
    """
    total = width(" ".join(text.split()))
    wanted = max(1, min(lines, -(-int(total * 100) // int(limit * 100))))
    for target in (max(total / wanted, 1.0) + 0.5, limit):
        out = _fill(_pieces(text), min(target, limit))
        if len(out) <= wanted:
            return out
    if len(out) <= lines:
        return out
    return [*out[: lines - 1], shorten("".join(out[lines - 1 :]), limit)]


def _fill(pieces: list[str], limit: float) -> list[str]:
    out = [""]
    for piece in pieces:
        if out[-1] and width((out[-1] + piece).rstrip()) > limit:
            out.append("")
        out[-1] += piece
    return [line.strip() for line in out]
