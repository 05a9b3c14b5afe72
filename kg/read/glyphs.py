"""Signs that stand for characters in PDF fonts and in vertical lines, and the characters they stand for."""

from __future__ import annotations

import unicodedata
from functools import cache

from kg.lexicon import read_text


@cache
def _table() -> dict[str, str]:
    rows = (line.split("\t") for line in read_text("read/glyphs.tsv").splitlines() if line and line[0] != "#")
    return {row[0]: row[1] for row in rows}


def plain(char: str) -> str:
    """Return the character that a sign stands for; always one character.

    Radicals (which PDF writers put for the characters that look the same), compatibility ideographs and the forms of
    punctuation for vertical lines become the usual characters; full-width letters and punctuation stay.
    """
    if char < "\u2e80":
        return char
    if char in _table():
        return _table()[char]
    if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff" or "\ufe10" <= char <= "\ufe4f":
        usual = unicodedata.normalize("NFKC", char)
        return usual if len(usual) == 1 else char
    return char
