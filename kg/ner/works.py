"""Works without their company, companies behind a place of lower rank, levels in a row, building sites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from kg.ner.chains import chains
from kg.ner.layout import Layout
from kg.ner.patterns import HAN, any_of, occurrences
from kg.ner.regions import full_names, regions
from kg.ner.titles import before_names, title_follows
from kg.places import gazetteer
from kg.types import Label

_LONGEST_PLACE = 8
_RANKS = {"province": 0, "city": 1, "county": 2}
_SHORTEST = 2


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(chains().ordinal)


@cache
def _work() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(chains().works)})$")


@cache
def _row_mark() -> re.Pattern[str]:
    return re.compile(chains().row_marks)


def bare_work(layout: Layout, head: int, end: int) -> int | None:
    """Return where a work begins that stands without its company (第二炼铁厂代表…), None where it is any such work.

    A mark, preposition or verb must stand before it, and a post, calling or the next of a row behind it.
    """
    text = layout.text
    ordinal = _ordinal().search(text, max(0, head - 4), head)
    start = ordinal.start() if ordinal else head
    if start and layout.han(start - 1) and layout.tag_at(start - 1) not in ("p", "c", "v"):
        return None
    if ordinal or title_follows(text, end) or before_names().match(text, end) or _row_mark().match(text, end):
        return start
    return None


def tails(layout: Layout, found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Return where works stand without the company that the article names before them elsewhere (集团东岭矿, 东岭矿).

    Args:
        layout: the article's words.
        found: organisations as (start, end, label).
    """
    text = layout.text
    taken: set[int] = set()
    names: set[str] = set()
    companies = [(s, e) for s, e, label in found if label == Label.COMPANY]
    for s, e, _ in found:
        taken.update((s, e - 1))
    for s, e in companies:
        if _work().search(text, s, e):
            ends = (m.end() for m in _owner().finditer(text, s, e) if m.end() < e)
            names.update(text[i:e] for i in ends)
    names = {n for n in names if len(n) >= _SHORTEST and n not in chains().works}
    out = []
    for s, e in occurrences(text, names):
        whole = e - s > _SHORTEST or (layout.starts_word(s) and layout.ends_word(e))
        if whole and s not in taken and e - 1 not in taken:
            out.append((s, e))
    return out


@cache
def _owner() -> re.Pattern[str]:
    return re.compile(any_of(chains().owners))


def parted(text: str, start: int, end: int) -> int:
    """Return where a company's name begins anew: 景宁县|河南… , since a county cannot stand before its province."""
    rank, position, begin = -1, start, start
    while position < end:
        size = next((k for k in range(min(_LONGEST_PLACE, end - position), 1, -1) if _named(text, position, k)), 0)
        if not size:
            break
        name = text[position : position + size]
        ranks = [_RANKS[p.level] for p in gazetteer().named(name)]
        lowest = max(ranks) if min(ranks) else 0
        if lowest < rank and not re.match(f"[{regions().units}]", text[position + size]):
            begin = position
        if name not in full_names():
            break
        rank, position = lowest, position + size
    return begin


def _named(text: str, position: int, size: int) -> bool:
    name = text[position : position + size]
    return name not in regions().everyday and bool(re.match(HAN, name)) and bool(gazetteer().named(name))


@cache
def _mixed() -> re.Pattern[str]:
    return re.compile(chains().mixed)


def is_general(text: str, head: int) -> bool:
    """Do several levels in a row stand right before a head (各县市区|总工会)?"""
    m = _mixed().search(text, max(0, head - 12), head)
    return m is not None and not any(gazetteer().named(text[head - k : head]) for k in range(2, min(head, 8) + 1))


@cache
def _cell() -> re.Pattern[str]:
    return re.compile(f"[、，“（]({HAN}{{2,4}})$")


def unknown_brand(layout: Layout, head: int) -> int | None:
    """Return where a brand begins between a mark and a head that the base model cuts into characters (、太|重|集团)."""
    m = _cell().search(layout.text, max(0, head - 5), head)
    words = layout.between(*m.span(1)) if m else []
    unknown = words and all(e - s == 1 and tag not in ("p", "u", "r", "m", "q", "c") for s, e, tag in words)
    return m.start(1) if m and unknown and layout.text[m.start(1)] not in chains().general else None


@cache
def _numbered() -> tuple[tuple[Label, re.Pattern[str]], ...]:
    return tuple((label, re.compile(pattern)) for label, pattern in chains().numbered.items())


def numbered_works(layout: Layout) -> Iterator[tuple[int, int, Label]]:
    """Yield works and crews of a trade and a number, where no name stands before them (采油一厂, 该矿|掘进二区)."""
    text = layout.text
    for label, pattern in _numbered():
        for m in pattern.finditer(text):
            s, e = m.span()
            joined = s and layout.han(s - 1) and layout.tag_at(s - 1) not in ("p", "v", "c", "u", "r")
            if joined and not text.endswith(tuple(chains().owner_words), 0, s):
                continue
            if not title_follows(text, e) or label == Label.COMPANY or text[s].isdigit():
                yield s, e, label


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(
        f"“[^“”，。！？；：、]{{1,12}}”(?:{any_of(chains().quoted_ends)})?(?!{any_of(chains().quoted_not)})"
    )


@cache
def _site_word() -> re.Pattern[str]:
    return re.compile(any_of(chains().quoted_sites))


def quoted_sites(layout: Layout, ends: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return sites with a quoted name right behind a place or body (东山街道“暖心驿站”).

    Args:
        layout: the article's words.
        ends: where organisations end, and where those begin.
    """
    text = layout.text
    out = []
    for m in _quoted().finditer(text):
        if not _site_word().search(m.group()):
            continue
        start = ends.get(m.start(), m.start())
        while start == ends.get(m.start(), start) and layout.place_ends(start):
            word = layout.word_before(start)
            if word is None:
                break
            start = word[0]
            ends = {m.start(): start}
        if start < m.start():
            out.append((start, m.end()))
    return out


def project_owner(layout: Layout, head: int, ends: Mapping[int, int]) -> int | None:
    """Return where the company begins whose project department this is, if only the project's name stands between."""
    text = layout.text
    end = next((e for e in range(head, max(0, head - chains().project_reach), -1) if e in ends), None)
    if end is None or not text[end:head].isalnum():
        return None
    if any(tag in ("p", "u", "c", "r", "w", "d") for _, _, tag in layout.between(end, head)) and end < head:
        return None
    stops = chains().stops
    return None if any(text[s:e] in stops for s, e, _ in layout.between(end, head) if end < head) else ends[end]


@cache
def _venue() -> re.Pattern[str]:
    return re.compile(chains().venue)


def venues(layout: Layout) -> list[tuple[int, int]]:
    """Return where something is held, known only by that (在职工文化中心隆重举行)."""
    out = []
    for m in _venue().finditer(layout.text):
        words = layout.between(*m.span(1))
        if words and words[0][0] == m.start(1) and not any(t in ("p", "u", "c", "r", "w", "m", "d") for *_, t in words):
            out.append(m.span(1))
    return out


@cache
def _project() -> re.Pattern[str]:
    return re.compile(chains().project)


def is_project(text: str, start: int, end: int) -> bool:
    """Is this nothing but words of building (项目建设)?"""
    return _project().fullmatch(text, start, end) is not None
