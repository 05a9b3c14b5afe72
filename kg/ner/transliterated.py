"""Names of other languages in Chinese characters, without a dot: 多吉次仁, 那木吉拉, 阿拉腾敖其尔."""

from __future__ import annotations

import re
from functools import cache

from kg.ner.layout import Layout
from kg.ner.regions import regions
from kg.ner.surnames import family_length, plain, surnames
from kg.ner.titles import after_names, before_names, follows_title
from kg.places import gazetteer

SHORTEST = 3
_LONGEST = 8
_OPEN = re.compile(r"(?:^|[\n。：:；;])[ \u3000]*$")
_TAKEN = ("LOC", "ORG", "TIME", "m", "p", "c", "u", "r")


@cache
def _run() -> re.Pattern[str]:
    return re.compile(f"[{surnames().syllables}]{{{SHORTEST},{_LONGEST}}}")


def is_transliterated(name: str) -> bool:
    """Are all characters such as names of other languages are written with?"""
    return _run().fullmatch(name) is not None


def transliterated_names(layout: Layout) -> list[tuple[int, int]]:
    """Return names that stand behind a title or at the head of a line, and before what follows names."""
    text = layout.text
    out = []
    for m in _run().finditer(text):
        begins = range(m.start(), m.end() - SHORTEST + 1)
        start = next((i for i in begins if _opens(layout, i) or _heads_row(text, i)), None)
        if start is not None:
            end = transliterated_end(layout, start)
            if end is not None:
                out.append((start, end))
    return out


def transliterated_end(layout: Layout, start: int) -> int | None:
    """Return where a name of other languages that begins here ends, None where none does."""
    text = layout.text
    m = _run().match(text, start)
    if not m:
        return None
    for end in range(m.end(), start + SHORTEST - 1, -1):
        if after_names().match(text, end) and _foreign(layout, start, end):
            return end
    return None


def _opens(layout: Layout, position: int) -> bool:
    if follows_title(layout, position):
        return True
    return _OPEN.search(layout.text, max(0, position - 3), position) is not None


def _heads_row(text: str, position: int) -> bool:
    """Does a clause begin here with a row (，立克拉铁、张燕（女）、…)?"""
    m = _run().match(text, position)
    return position > 0 and text[position - 1] in "，," and m is not None and text[m.end() : m.end() + 1] == "、"


def _foreign(layout: Layout, start: int, end: int) -> bool:
    """Is this no ordinary name, no place, and nothing that the base model takes for common words?"""
    text = layout.text
    name = text[start:end]
    family = family_length(name)
    if (family > 1 or name[0] in plain()) and len(name) - family < SHORTEST:
        return False
    if gazetteer().named(name) or text[end : end + 1] in tuple(regions().units):
        return False
    words = layout.between(start, end)
    if any(
        m.end() == start and m.group() in ("由", "受", "图", "文")
        for m in before_names().finditer(text, start - 1, start)
    ):
        return False
    return not all(SHORTEST >= w[1] - w[0] > 1 and w[2] in ("n", "v", "vn", "a", "ad", "d", *_TAKEN) for w in words)
