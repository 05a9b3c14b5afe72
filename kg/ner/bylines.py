"""Names in bylines: （本报记者 甲 乙 通讯员 丙）, （丁 文 戊 图）, 记者 己 摄影报道."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.ner.layout import Layout
from kg.ner.patterns import HAN, any_of
from kg.ner.regions import short_names
from kg.ner.surnames import family_length
from kg.ner.titles import collectives, titles
from kg.ner.transliterated import is_transliterated

_BRACKETED = re.compile(r"[（(]([^（）()\n，。；“”]{2,80})[）)]")
_LINE = re.compile(r"(?:^|\n|[。！？”])[ \u3000□■◇●▲]*([^\n，。；！？“”（）()]{4,60})[ \u3000]*(?=\n|$)")
_TOKEN = re.compile(f"{HAN}+")
_MARKS = re.compile(rf"(?:{HAN}|[ \u3000/／、:：|｜&])+")
_LONGEST = 4


class _Token(NamedTuple):
    start: int
    end: int
    after_role: bool
    """A role stands right before it, in the same run of characters or behind a blank."""


@cache
def _role() -> re.Pattern[str]:
    words = any_of([*titles().bylines, *titles().byline_acts])
    return re.compile(f"(?:{HAN}*?(?:{words}))+")


def byline_names(layout: Layout) -> list[tuple[int, int]]:
    """Return people's names in bylines; inside brackets any family name may stand."""
    out: list[tuple[int, int]] = []
    for pattern in (_BRACKETED, _LINE):
        for m in pattern.finditer(layout.text):
            if _MARKS.fullmatch(m.group(1)):
                found = list(_read(layout, *m.span(1), sure=pattern is _BRACKETED))
                out.extend(found or (_signed(layout, *m.span(1)) if pattern is _BRACKETED else ()))
    return out


def _read(layout: Layout, start: int, end: int, sure: bool) -> Iterator[tuple[int, int]]:
    text = layout.text
    runs = [m.span() for m in _TOKEN.finditer(text, start, end)]
    words = {text[s:e] for s, e in runs}
    if len(runs) < 2 or not any(_role().fullmatch(w) or w.startswith(tuple(titles().bylines)) for w in words):
        return
    tokens = [t for s, e in runs for t in _tokens(text, s, e)]
    i = 0
    named = False
    while i < len(tokens):
        s, e, _ = tokens[i]
        word = text[s:e]
        role = _role().fullmatch(word) is not None
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        single = following is not None and following.end - following.start == 1
        if e - s == 1 and single and following is not None and not (role and named):
            spelt = text[following.start : following.end]
            if not _role().fullmatch(spelt) or not role:
                yield s, following.end
                named = True
                i += 2
                continue
        if not role and _is_name(layout, s, e, sure):
            yield s, e
            named = True
        elif role:
            named = False
        i += 1


def _signed(layout: Layout, start: int, end: int) -> list[tuple[int, int]]:
    """Return the names of a bracket that holds nothing else and ends its paragraph."""
    text = layout.text
    if text[end + 1 : end + 2] not in ("", "\n"):
        return []
    runs = [m.span() for m in _TOKEN.finditer(text, start, end)]
    out = []
    while runs:
        s, e = runs.pop(0)
        if e - s == 1 and runs and runs[0][1] - runs[0][0] == 1:
            e = runs.pop(0)[1]
        elif not (is_transliterated(text[s:e]) or (family_length(text, s) and _is_name(layout, s, e, sure=False))):
            return []
        out.append((s, e))
    return out if len(out) > 1 else []


def _tokens(text: str, start: int, end: int) -> Iterator[_Token]:
    """Part a role from what is printed right behind it (记者方|圆)."""
    roles = [w for w in titles().bylines if len(w) > 1]
    at = max((m.end() for m in re.finditer(any_of(roles), text[start:end])), default=0)
    if at:
        yield _Token(start, start + at, False)
    shot = text[end - 1] in titles().shot and end - start - at > 2
    if start + at < end:
        yield _Token(start + at, end - shot, at > 0)


def _is_name(layout: Layout, start: int, end: int, sure: bool) -> bool:
    """May a run between blanks be a whole name?"""
    text = layout.text
    name = text[start:end]
    size = end - start
    if sure and is_transliterated(name):
        return True
    if not 1 < size <= _LONGEST or collectives().fullmatch(name) or name in titles().never:
        return False
    if name in short_names() or name[-1] in titles().byline_ends:
        return False
    family = family_length(name)
    words = layout.between(start, end)
    common = [w for w in words if w[1] - w[0] > 1 and w[2] in ("n", "v", "vn", "ad", "d", "p", "LOC", "ORG", "TIME")]
    if family and 0 < size - family <= 2:
        return sure or not common or words[0][:2] != (start, end)
    return sure and (not common or (size == _LONGEST - 1 and len(words) == 1 and words[0][2] not in ("LOC", "ORG")))
