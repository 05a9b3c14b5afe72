"""Personal names with a dot between their parts (艾尼瓦尔·吐尔逊)."""

from __future__ import annotations

import re

from kg.ner.layout import Layout
from kg.ner.patterns import HAN
from kg.ner.surnames import sounds
from kg.ner.titles import after_names, before_names, follows_title, titles
from kg.places import gazetteer

DOTS = "·•‧・"
_HAN = re.compile(HAN)
_DOTTED = re.compile(f"{HAN}{{1,6}}(?:[{DOTS}]{HAN}{{1,8}}){{1,3}}")
_LONG_PART = 6
_CLOSED = frozenset({"p", "c", "u", "d", "r", "w"})


def dotted_names(layout: Layout) -> list[tuple[int, int]]:
    """Return names with a dot; what stands behind a title shows where the others begin."""
    text, spans, at = layout.text, list[tuple[int, int]](), 0
    while m := _DOTTED.search(text, at):
        at = m.end()
        if not _heading(text, *m.span()):
            span = _dotted(layout, m.start(), m.end())
            spans.append(span)
            at = max(span[1], m.start() + 1)  # the run may reach into the next name: 甲·乙的徒弟丙|·丁
    whole = {text[s:e] for s, e in spans if follows_title(layout, s)}
    out = []
    for s, e in spans:
        known = next((w for w in whole if text.endswith(w, 0, e) and e - len(w) < s), None)
        out.append((e - len(known) if known else s, e))
    return out


def _heading(text: str, start: int, end: int) -> bool:
    """Is this a whole line (工会之窗·简讯)?"""
    return (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in ("", "\n")


def _dotted(layout: Layout, start: int, end: int) -> tuple[int, int]:
    """Cut a name with a dot (艾尼瓦尔·吐尔逊) out of the characters around it."""
    text = layout.text
    first = next(i for i in range(start, end) if text[i] in DOTS)
    last = next(i for i in range(end - 1, start, -1) if text[i] in DOTS)
    heard = _heard_from(layout, start, first)
    titled = heard is not None and follows_title(layout, heard)
    if gazetteer().named(text[start:first]) or (layout.tag_at(first - 1) in ("LOC", "ORG") and not titled):
        return start, start
    if heard is not None:
        return heard, _dotted_end(layout, last + 1, end)
    for m in before_names().finditer(text, start, first):
        if m.end() < first:
            start = m.end()
    opened = follows_title(layout, start)
    while (
        not opened
        and (i := layout.index_at(start)) >= 0
        and layout.words[i][1] < first
        and layout.words[i][2] not in ("PER", "nz")
    ):
        if first - start <= 4 and layout.words[i][2] not in ("v", "p", "c", "d", "u", "r"):
            break
        start = layout.words[i][1]
    return start, _dotted_end(layout, last + 1, end)


def _heard_from(layout: Layout, start: int, first: int) -> int | None:
    """Return where the first part begins if only characters of such names stand between a title, or no Han, and it."""
    text = layout.text
    begin = first
    while begin > start and text[begin - 1] in sounds():
        begin -= 1
    for i in range(begin, first - 1):
        if follows_title(layout, i) or i == 0 or not _HAN.match(text[i - 1]):
            return i
    k = layout.index_at(begin) if first - begin > 1 else -1
    return begin if k >= 0 and (first - begin > 2 or layout.words[k][0] == begin) else None


def _heard_to(text: str, begin: int, end: int) -> int | None:
    """Return where the last part ends if what follows its characters is no Han or goes behind names."""
    last = begin
    while last < end and text[last] in sounds():
        last += 1
    ends = [i for i in range(last, begin + 1, -1) if i == len(text) or not _HAN.match(text[i]) or _goes_on(text, i)]
    if ends and text[ends[0] - 1] in titles().minority_end and ends[0] - 1 in ends:
        return ends[0] - 1
    return ends[0] if ends else None


def _goes_on(text: str, position: int) -> bool:
    return after_names().match(text, position) is not None


def _dotted_end(layout: Layout, begin: int, end: int) -> int:
    """Find where the last part of a name with a dot ends: what all its occurrences share, else the first boundary."""
    text = layout.text
    heard = _heard_to(text, begin, end)
    if heard is not None:
        return heard
    stem = text[max(0, begin - 3) : begin + 2]
    shared = end - begin
    found = [m.start() + len(stem) - 2 for m in re.finditer(re.escape(stem), text)]
    for other in found:
        k = 0
        while k < shared and other + k < len(text) and text[other + k] == text[begin + k]:
            k += 1
        shared = k
    limit = begin + shared
    if len(found) > 1 and 1 < shared < _LONG_PART:
        while limit - begin > 2 and text[limit - 1] in titles().given_never:
            limit -= 1
        return limit
    i = layout.index_at(begin)
    stop = layout.words[i][1] if i >= 0 else begin + 1
    if stop - begin > 1 and len(found) == 1 and layout.words[i][2] == "PER":
        limit = min(limit, stop)
    while stop < limit:
        i = layout.index_at(stop)
        if i < 0 or after_names().match(text, stop):
            break
        whole = layout.words[i][:2] == (stop, stop + 1) and layout.words[i][2] not in _CLOSED
        if stop - begin > 1 and not whole and len(found) == 1:
            break
        stop = layout.words[i][1]
    stop = min(stop, limit)
    if stop - begin > 2 and text[stop - 1] in titles().minority_end and stop < end:
        stop -= 1
    return stop
