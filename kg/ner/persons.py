"""spaCy component ``kg_persons``: names of people, from the base model, titles, lists, brackets and spacing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.ner.bylines import byline_names
from kg.ner.doc import LEXICAL, ORGANISATIONS, PERSONS, group, set_group
from kg.ner.dotted import dotted_names
from kg.ner.layout import Layout
from kg.ner.patterns import HAN, occurrences
from kg.ner.readings import HAN_RUN, fit, is_spaced, isolated, noted, spaced_end, tagged, titled
from kg.ner.regions import regions, row_spans
from kg.ner.surnames import compound, family_length, plain, single, spaced, surnames
from kg.ner.titles import (
    after_names,
    collectives,
    follows_title,
    is_post,
    isolated_runs,
    nicknames,
    notes_after_names,
    openings,
    postures,
    title_spans,
    titles,
)
from kg.ner.transliterated import transliterated_end, transliterated_names
from kg.places import abbreviations
from kg.types import Label

_LONGEST = 6
_LONGEST_PLAIN = 3
_LIST = re.compile(r"[、，,]\s?| ")
_SPACED = re.compile(f"{HAN}[ \u3000]{{1,4}}{HAN}(?=[、，,。；;（(])")


class Names:
    """Names found so far in one article; the firmest come first and keep their place."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.spans: list[tuple[int, int]] = []
        self._taken = bytearray(len(layout.text) + 1)

    def close(self, start: int, end: int) -> None:
        """Let no name begin or end in a span."""
        self._taken[start:end] = b"\x01" * (end - start)

    def add(self, start: int, end: int) -> bool:
        """Take a span unless it is none, overlaps another, or cannot be a name."""
        if start >= end or any(self._taken[start:end]) or not _plausible(self.layout.text[start:end]):
            return False
        self._taken[start:end] = b"\x01" * (end - start)
        self.spans.append((start, end))
        return True


def persons(layout: Layout, known: Iterable[tuple[int, int, str]] = ()) -> list[tuple[int, int, str]]:
    """Return people's names as (start, end, label).

    Args:
        layout: the article's words.
        known: names of other things, where no person can stand.
    """
    text = layout.text
    names = Names(layout)
    for start, end in [*((s, e) for s, e, _ in known), *row_spans(layout)]:
        names.close(start, end)
    for span in dotted_names(layout):
        names.add(*span)
    for span in byline_names(layout):
        names.add(*span)
    for span in transliterated_names(layout):
        names.add(*span)
    for s in spaced(text, openings(layout)):
        if is_spaced(layout, s):
            names.add(s.start, spaced_end(layout, s.end))
    for span in _recurring(layout):
        names.add(*span)
    _spread(names)  # before the base model's readings of the same names
    read: list[tuple[int, int] | None] = [titled(layout, *span) for span in title_spans(text)]
    read.extend(titled(layout, s, e) for s, e in _callings(layout))
    read.extend(noted(layout, m.start()) for m in notes_after_names().finditer(text))
    read.extend(isolated(layout, *m.span(m.lastindex or 0)) for m in isolated_runs().finditer(text))
    read.extend(tagged(layout, start, end) for start, end, tag in layout.words if tag == "PER")
    for start, end in _agree(text, [span for span in read if span]):
        names.add(start, end)
    _lists(names)
    _spread(names)
    return [(s, e, str(Label.PERSON)) for s, e in sorted(names.spans)]


def _callings(layout: Layout) -> list[tuple[int, int]]:
    """Return nouns that end as callings do and are in no list (系缆工, 司炉工)."""
    ends = surnames().callings
    return [
        (s, e)
        for s, e, tag in layout.words
        if tag == "n" and e - s > 2 and layout.text[e - 1] in ends and not follows_title(layout, e)
    ]


def _plausible(name: str) -> bool:
    whole = "".join(name.split())
    t = titles()
    return (
        len(whole) > 1
        and (whole != name or whole not in t.never)
        and not (whole[:-1] in t.never and whole[-1] in t.given_never)
        and not (len(whole) == 2 and whole[0] in regions().motion[:1] and whole[1] in _letters())
        and t.unnamed not in whole
        and whole[-1] not in t.not_given
        and whole not in compound()
        and not (len(whole) > _LONGEST_PLAIN and whole[0] in t.nick_prefixes[:2] and whole[1] in single())
        and not (whole == name and nicknames().fullmatch(whole))
        and not collectives().fullmatch(whole)
    )


@cache
def _letters() -> frozenset[str]:
    return frozenset(abbreviations()) | frozenset(regions().cities)


def _recurring(layout: Layout) -> list[tuple[int, int]]:
    """Return what stands right behind a post and elsewhere opens a clause, both times before what follows names.

    This finds names of any language (才让多杰) that the base model does not know.
    """
    text = layout.text
    after = after_names()
    out = []
    for start, begin in title_spans(text):
        run = HAN_RUN.match(text, begin)
        if text[start:begin] not in is_post() or run is None:
            continue
        for size in range(2, min(_LONGEST, run.end() - begin) + 1):
            name = text[begin : begin + size]
            if after.match(text, begin + size) and _opens_clause(text, name, begin):
                out.append((begin, begin + size + _change(text, name, Counter())))
                break
    return out


def _opens_clause(text: str, name: str, but: int) -> bool:
    after = after_names()
    return any(
        i != but
        and (i == 0 or not re.match(HAN, text[i - 1]))
        and text[i - 1 : i] != "、"
        and after.match(text, i + len(name))
        for i in _places_of(text, name)
    )


def _agree(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Let the article's other places decide where a name ends.

    江本立率 and 江本 lose to 江本立: of a shorter and a longer reading the longer holds if the shorter never stands
    without the last character, else the shorter. A name too short that the same character follows everywhere, while
    what comes then differs, takes it in.
    """
    said = Counter(text[s:e] for s, e in spans)
    ends: dict[str, int] = {}
    out = []
    for s, e in dict.fromkeys(spans):
        name = text[s:e]
        if name not in ends:
            ends[name] = _change(text, name, said)
        end = min(e + ends[name], len(text))
        out.append((s, end - 1 if end - s > family_length(name) + 1 and postures().match(text, end - 1) else end))
    whole = {text[s:e] for s, e in out}
    # 曾|高晓: the family name went to the word before. 、和|丽君: behind such a mark no 和 joins.
    return [(s - 1, e) if s and (text[s - 1 : e] in whole or _family_before(text, s, e)) else (s, e) for s, e in out]


def _family_before(text: str, start: int, end: int) -> bool:
    char = text[start - 1]
    return end - start < 3 and text[start - 2 : start - 1] == "、" and char in titles().joining and char in single()


def _change(text: str, name: str, said: Counter[str]) -> int:
    """Return by how many characters a name must grow (or, below 0, shrink)."""
    family = family_length(name)
    shorter = name[:-1]
    count = text.count(name)
    if len(shorter) > 1 and text.count(shorter) > count and (said[shorter] or (family and len(name) > 3)):
        return -1
    grown = 0
    while count > 1 and len(name) < (family + 2 if family else 4):
        following = {text[i + len(name) : i + len(name) + 2] for i in _places_of(text, name)}
        firsts = {f[:1] for f in following}
        more = next(iter(firsts))
        if len(firsts) > 1 or len(following) < 2 or not re.match(HAN, more):
            break
        if more in titles().given_never and (
            more in titles().saying or not (len(following) >= max(3, count) or _before_acts(text, name + more))
        ):
            break
        name, grown = name + more, grown + 1
    if not grown:
        grown = next((1 for n in said if len(n) == len(name) + 1 and n.startswith(name) and text.count(n) == count), 0)
    return grown


def _before_acts(text: str, name: str) -> bool:
    """Does a mark or a longer word that follows names stand wherever this ends (马致为|出席, 马致为|指出)?"""
    ends = [after_names().match(text, i + len(name)) for i in _places_of(text, name)]
    return all(m is not None and (len(m.group()) > 1 or not re.match(HAN, m.group())) for m in ends)


def _places_of(text: str, name: str) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(name), text)]


def _lists(names: Names) -> None:
    """Names beside names: 甲、乙、丙 where 甲 is a name."""
    layout, text = names.layout, names.layout.text
    queue = sorted(names.spans)
    while queue:
        _, end = queue.pop()
        gap = _LIST.match(text, end)
        if not gap:
            continue
        begin = gap.end()
        family = family_length(text, begin)
        listed = gap.group() == "、"
        foreign = transliterated_end(layout, begin) if listed else None
        if foreign is not None and names.add(begin, foreign):
            queue.append((begin, foreign))
            continue
        blank = _SPACED.match(text, begin) if listed else None
        if blank and names.add(begin, blank.end()):
            queue.append((begin, blank.end()))
            continue
        if not family or not (listed or gap.group() == " "):
            continue
        if family == 1 and text[begin] not in plain() and not listed:
            continue
        for given in (2, 1):
            stop = begin + family + given
            if stop > len(text):
                continue
            after = after_names().match(text, stop)
            if after and layout.starts_word(begin) and layout.ends_word(stop) and fit(layout, begin, stop) > 0:
                if names.add(begin, stop):
                    queue.append((begin, stop))
                break


def _spread(names: Names) -> None:
    """A name found once is found wherever it stands, with its blank or without."""
    layout, text = names.layout, names.layout.text
    printed = {text[s:e] for s, e in names.spans}
    if not printed:
        return
    for start, end in occurrences(text, printed | {"".join(n.split()) for n in printed}):
        name = text[start:end]
        i = layout.index_at(start)
        inside = i >= 0 and layout.words[i][0] < start and layout.words[i][1] > end
        aligned = layout.starts_word(start) and layout.ends_word(end)
        if (name in printed and len(name) > 2) or (
            not inside and (aligned or _loose(layout, start, end, name in printed))
        ):
            names.add(start, end)


def _loose(layout: Layout, start: int, end: int, printed: bool) -> bool:
    """May a name of two characters stand here though the base model cuts elsewhere?"""
    return printed and (
        follows_title(layout, start)
        or (layout.starts_word(start) and after_names().match(layout.text, end) is not None)
    )


class PersonComponent:
    """Fills ``doc.spans["persons"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of one doc."""
        # 王大林为|市总工会: the base model runs over a union's beginning.
        unions = [s for s in group(doc, ORGANISATIONS) if s[2] == Label.UNION]
        set_group(doc, PERSONS, persons(Layout.of(doc), [*group(doc, LEXICAL), *unions]))
        return doc


@Language.factory("kg_persons")
def make_persons(nlp: Language, name: str) -> PersonComponent:
    """Make the component; it needs ``kg_organisations`` before it."""
    return PersonComponent()
