"""Rows of tables and lists: each stays a line of its own."""

from __future__ import annotations

import re

from kg.segment.lines import Line, ends_sentence

_CELLS = re.compile(r"[ \t\u3000\xa0]{2,}|\t|\u3000|\s*[|┃│｜]\s*")
_WORDS = re.compile(r"\s+")
_LEAST_WORDS = 4
_LONGEST_WORD = 6
_LONGEST_CELL = 24


def is_row(text: str) -> bool:
    """Whether a line may be a row: cells set apart by wide blanks or rules, or many short words."""
    if ends_sentence(text) or not any(c in text for c in " \t\u3000\xa0|┃│｜"):
        return False
    cells = [c for c in _CELLS.split(text) if c]
    if len(cells) >= 2 and all(len(c) <= _LONGEST_CELL for c in cells):
        return not any(c[-1] in "，,。；;" for c in cells)
    words = _WORDS.split(text)
    return len(words) >= _LEAST_WORDS and all(2 <= len(w) <= _LONGEST_WORD for w in words)


def in_table(above: Line, line: Line) -> bool:
    """Whether two lines that follow each other are rows of one table."""
    return not (line.gap or line.after_removed or line.upright) and is_row(above.text) and is_row(line.text)
