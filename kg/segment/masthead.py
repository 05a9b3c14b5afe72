"""What a page says of its issue: newspaper, date, weekday, number, CN code, page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from kg.segment.lexicon import pattern
from kg.segment.lines import Line
from kg.text import bare, is_han

_LONGEST_NAME = 12
_WRAPPING = re.compile(r"[《》“”「」【】()|]")
_PINYIN = re.compile(r"[A-Z][A-Za-z' ]{4,40}")
_ZEROS = "○O"
_LEAST_POINTS = 2.5
_AROUND = 3
_WEEKDAYS = "一二三四五六日天"
_LONGEST_ODD_NAME = 6
"""Characters of a name that neither ends as newspapers' names do nor says what kind of paper it is."""


def number(text: str) -> int | None:
    """Return a number written in Chinese (二十一, 一千八百七十三, 二〇二二), None for anything else."""
    values = [0 if c in _ZEROS else int(unicodedata.numeric(c, -1.0)) if is_han(c) else -1 for c in text]
    if not values or min(values) < 0:
        return None
    if max(values) < 10:
        return int("".join(map(str, values)))
    total = part = digit = 0
    for value in values:
        if value < 10:
            digit = value
        elif value < 10_000:
            part += (digit or 1) * value
            digit = 0
        else:
            total, part, digit = total + (part + digit) * value, 0, 0
    return total + part + digit


def find_date(lines: Sequence[Line], head: Sequence[int]) -> date | None:
    """Return the issue's date: of all full dates in the masthead the one for which most speaks.

    A weekday beside it, the right one for the day, and other lines of the masthead around it speak for a date; the
    first one wins where nothing else tells.

    Args:
        lines: the page's lines.
        head: lines of the masthead and furniture.
    """
    best: date | None = None
    most = -1.0
    for i in head:
        found = _first_date(lines[i].folded)
        if found is None:
            continue
        around = [k for k in head if abs(k - i) <= _AROUND]
        named = [w for k in around if (w := find_weekday([lines[k].folded]))]
        right = any(_WEEKDAYS.find(w[-1]) % 7 == found.weekday() for w in named)
        own = find_weekday([lines[i].folded]) is not None
        points = 2.0 * own + 1.0 * bool(named) + 1.0 * right + 0.25 * (len(around) - 1)
        if points > most:
            best, most = found, points
    return best


def _first_date(text: str) -> date | None:
    for m in pattern("date").finditer(text):
        if found := _day(int(m[1]), int(m[2]), int(m[3])):
            return found
    for m in pattern("date in numerals").finditer(text):
        if found := _day(number(m[1]), number(m[2]), number(m[3])):
            return found
    return None


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def find_weekday(texts: Iterable[str]) -> str | None:
    """Return the first weekday in folded lines: 星期五."""
    return next((m[0] for t in texts if (m := pattern("weekday").search(t))), None)


def find_number(texts: Sequence[str]) -> str | None:
    """Return the issue's running number, 总第… before 第…期, without leading zeros."""
    for name in ("total number", "number", "short number"):
        for text in texts:
            for m in pattern(name).finditer(pattern("pages of the issue").sub("", text)):
                digits = next(g for g in m.groups() if g).replace(",", "")
                if digits.isdigit():
                    return str(int(digits))
    for text in texts:
        numerals = pattern("number in numerals").search(text)
        found = number(numerals[1]) if numerals else None
        if found:
            return str(found)
    return None


def find_cn(texts: Iterable[str]) -> str | None:
    """Return the CN code as CN33-0018."""
    return next((f"CN{m[1]}-{m[2]}" for t in texts if (m := pattern("CN code").search(t))), None)


def find_page(texts: Sequence[str]) -> str | None:
    """Return the page's number: 第01版 → 1, A2 → A2."""
    cleaned = [pattern("pages of the issue").sub("", t) for t in texts]
    for text in cleaned:
        if m := pattern("page").search(text):
            return m[1] + str(int(m[2]))
        if (found := pattern("page in numerals").search(text)) and (n := number(found[1])):
            return str(n)
    for text in cleaned:
        if alone := pattern("page alone").fullmatch(text):
            return (alone[1] or alone[3] or "") + str(int(alone[2] or alone[4]))
    return None


def find_newspaper(lines: Sequence[Line], head: Sequence[int]) -> str | None:
    """Return the newspaper's name, from the page alone.

    Every short line, and every word of a masthead line, is weighed by what speaks for a name: the ending, letters
    set apart, the name in pinyin below, mentions as an institution (…报社), and its place in the masthead.

    Args:
        lines: the page's lines.
        head: lines of the masthead and furniture.
    """
    inside = set(head)
    points: dict[str, float] = {}
    offices = [
        m
        for i in head
        for m in pattern("newspaper as an institution").findall(lines[i].folded)
        + pattern("newspaper as a source").findall(lines[i].folded)
    ]
    for i, line in enumerate(lines):
        near = bool(inside & {i - 2, i - 1, i, i + 1, i + 2})
        if not near or line.size > 80:
            continue
        for name, spaced in _names(line, whole=i not in inside):
            pinyin = any(0 <= j < len(lines) and _PINYIN.fullmatch(lines[j].folded) for j in (i - 1, i + 1))
            score = 3.0 * bool(pattern("name of a newspaper").fullmatch(name)) + 1.5 * bool(
                pattern("name without newspaper").fullmatch(name)
            )
            score += 3.0 * spaced + 2.5 * pinyin + 2.0 * (name in offices) + 1.5 * (i in inside)
            if name == bare(line.text):
                score += 1.0
            points[name] = max(points.get(name, 0.0), score)
    for name in offices:
        points.setdefault(name, _LEAST_POINTS)
    best = max(points.items(), key=lambda x: x[1], default=("", 0.0))
    return best[0] if best[1] >= _LEAST_POINTS else None


def _names(line: Line, *, whole: bool) -> list[tuple[str, bool]]:
    """Return the strings of a line that could be a newspaper's name, and whether their letters are set apart."""
    words = line.text.split()
    out = []
    if len(words) >= 2 and all(len(w) == 1 for w in words):
        out.append(("".join(words), True))
    elif len(words) > 2:
        k = next((k for k, w in enumerate(words) if len(w) != 1), len(words))
        if k >= 3:
            out.append(("".join(words[:k]), True))
    if not whole or len(words) == 1:
        out += [(_WRAPPING.sub("", w), False) for w in words]
    return [
        (w, s)
        for w, s in out
        if 2 <= len(w) <= _LONGEST_NAME
        and all("\u4e00" <= c <= "\u9fff" for c in w)
        and not pattern("no name of a newspaper").fullmatch(w)
        and (
            (s and len(w) <= _LONGEST_ODD_NAME)
            or pattern("name of a newspaper").fullmatch(w)
            or pattern("name without newspaper").fullmatch(w)
        )
    ]
