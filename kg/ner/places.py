"""spaCy component ``kg_places``: places standing by themselves, chains as one span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.ner.doc import PLACES, set_group
from kg.ner.layout import Layout
from kg.ner.patterns import HAN, any_of
from kg.ner.regions import countries, full_names_in, regions, row_spans, short_names
from kg.ner.surnames import sounds
from kg.places import abbreviations, gazetteer
from kg.types import Article, Label

_MAX_PLAIN = 5
_LONGEST = 6
_SURE = 2
_ONE_AND_KIND = 3
_HEARD = 4
"""Characters of a name of sounds alone that make it a place abroad, where the base model says so too."""
_NOMINAL = frozenset({"LOC", "n", "nz", "ORG", "PER", "m", "f", "nw", "s"})


@cache
def _suffix() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(regions().suffixes)})$")


@cache
def _extension() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(regions().zone_words)})*(?:{any_of(regions().extending)})")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(any_of(regions().bodies))


@cache
def _place_before() -> tuple[str, ...]:
    return tuple(regions().before)


@cache
def _village() -> re.Pattern[str]:
    return re.compile(regions().villages)


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(regions().numbered)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(any_of(regions().never_before))


def places(layout: Layout, article: Article | None) -> list[tuple[int, int, str]]:
    """Return places as (start, end, label)."""
    pieces = sorted({*_by_words(layout), *_by_gazetteer(layout)}, key=lambda s: (s[0], -s[1]))
    spans = [s for s in _chained(layout, pieces) if _is_place(layout, *s)]
    spans.extend(row_spans(layout))
    spans.extend(_letters(layout, article))
    return [(s, e, str(Label.PLACE)) for s, e in sorted(set(spans))]


def _by_words(layout: Layout) -> list[tuple[int, int]]:
    """Places by the base model, and its other words that are names of the gazetteer."""
    out = []
    names = (short_names() | countries()) - regions().everyday
    for start, end, tag in layout.words:
        piece = layout.text[start:end]
        if tag != "LOC" and not (
            piece in names and (tag in ("n", "nz", "ORG", "nw", "PER") or _alone(layout, start, end))
        ):
            continue
        number = _numbered().search(piece)
        if number and number.start() > 1:
            end = start + number.start()
        elif tag == "LOC" and not _zone(layout, end) and (known := _known_front(piece)):
            end = start + known
        out.append((start, _extended(layout, end)))
    return out


def _zone(layout: Layout, end: int) -> bool:
    """Does the rest of a zone's name follow (前山区轻纺|产业|园区)?"""
    m = _extension().match(layout.text, end)
    return m is not None and m.group().endswith(regions().zone_end)


def _alone(layout: Layout, start: int, end: int) -> bool:
    """Do marks or blanks stand on both sides?"""
    text = layout.text
    return (start == 0 or not layout.han(start - 1)) and (end == len(text) or not layout.han(end))


def _known_front(piece: str) -> int:
    """Return the length of the gazetteer's name that begins a word whose rest is no part of a place (乌鲁木齐|会合)."""
    if _suffix().search(piece) or gazetteer().named(piece):
        return 0
    return next((k for k in range(len(piece) - 2, 1, -1) if piece[:k] in short_names()), 0)


def _extended(layout: Layout, end: int) -> int:
    """Take in the zone, quarter or village behind a place (香河|社区, 东山|高新技术|产业|开发区, 池江镇|板棚下村)."""
    text = layout.text
    m = _extension().match(text, end)
    if m and not (m.group()[-1] in regions().towns_people and text[m.end() : m.end() + 1] in tuple(regions().people)):
        return m.end()
    if text[end - 1] in regions().towns:
        village = _village().match(text, end)
        words = layout.between(end, village.end()) if village else []
        if words and words[0][2] == "c" and words[0][1] - words[0][0] == 1 and words[-1][2] == "LOC":
            words = words[1:] if words[-1][1] - words[-1][0] == _ONE_AND_KIND else words  # 口泉街道|和|瑞社区
        if village and all(tag in _NOMINAL for _, _, tag in words):
            return village.end()
    return end


def _by_gazetteer(layout: Layout) -> list[tuple[int, int]]:
    """Full names of the gazetteer, whatever the base model makes of them."""
    found = [*full_names_in(layout), *_before_bodies(layout.text), *_long_short_names(layout.text)]
    out: list[tuple[int, int]] = []
    for s, e in found:
        if layout.starts_word(s) or layout.ends_word(e) or (out and out[-1][1] == s):
            out.append((s, e))
    return out


@cache
def _long() -> re.Pattern[str]:
    return re.compile(any_of(n for n in short_names() if len(n) > _SURE and n not in regions().everyday))


def _long_short_names(text: str) -> list[tuple[int, int]]:
    """Return where short names of three and more characters stand (旅顺口), which are no other words."""
    return [m.span() for m in _long().finditer(text)]


def _before_bodies(text: str) -> Iterator[tuple[int, int]]:
    """Yield places right before what makes no body of them (老挝|工会代表团)."""
    names = (short_names() | countries()) - regions().everyday
    for m in _bodies().finditer(text):
        for size in range(min(_LONGEST, m.start()), 1, -1):
            if text[m.start() - size : m.start()] in names:
                yield m.start() - size, m.start()
                break


def _chained(layout: Layout, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join pieces that touch (东兴市|江平镇)."""
    out: list[list[int]] = []
    for start, end in pieces:
        if layout.text[start:end] in regions().unchained:
            continue
        if out and out[-1][1] - _SURE <= start < out[-1][1] < end and layout.text[out[-1][1] - 1] in regions().towns:
            continue  # 新港镇|江堤, read as 镇江 by the base model
        if out and start <= out[-1][1] and not (start == out[-1][1] and _peers(layout.text, out[-1][0], start, end)):
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return [(s, e) for s, e in out]


def _peers(text: str, first: int, start: int, end: int) -> bool:
    """Are these two cities side by side (鹤岗|双鸭山), and no city and what lies in it?"""
    levels = [{p.level for p in gazetteer().named(t)} for t in (text[first:start], text[start:end])]
    return levels[0] == levels[1] == {"city"}


def _is_place(layout: Layout, start: int, end: int) -> bool:
    """Is this a place, and no common noun or part of another word?"""
    name = layout.text[start:end]
    data = regions()
    before = layout.text[start - 1] if start else ""
    if name in data.everyday and layout.text.endswith(tuple(data.wishes), 0, start):
        return False
    if len(name) < 2 or name in data.never or name[1:] in data.held or _before().match(layout.text, end):
        return False
    if before in data.never_after and not layout.starts_word(start - 1):
        return False
    if _suffix().search(name) and len(name) > 2:
        return True
    if name in short_names() or name in data.countries or name in data.rivers or gazetteer().named(name):
        return True
    heard = len(name) >= _HEARD and sounds().issuperset(name) and layout.tag_at(start) == "LOC"
    if heard or _province_and_city(name):
        return True  # 福建宁德; 贝尔格莱德
    return len(name) <= _MAX_PLAIN and layout.text.endswith(_place_before(), 0, start)


def _province_and_city(name: str) -> bool:
    known = gazetteer()
    return any(
        {p.level for p in known.named(name[:k])} == {"province"}
        and any(p.level == "city" for p in known.named(name[k:]))
        for k in (2, 3)
    )


def _letters(layout: Layout, article: Article | None) -> list[tuple[int, int]]:
    """One-character names after verbs of motion (来漳, 在琼, 赴浙), also of the paper's own city."""
    moved, held = _letter_patterns(article.masthead.home if article else None)
    out = []
    for m in moved.finditer(layout.text):
        i = layout.index_at(m.start(1))
        if (
            i >= 0
            and layout.words[i][1] == m.end()
            and layout.words[i][0] >= m.start()
            and layout.words[i][2] not in ("ad", "a")  # 在|新|落成的
        ):
            out.append(m.span(1))
    out.extend(m.span() for m in held.finditer(layout.text))
    for m in _shared().finditer(layout.text):
        out.extend((i, i + 1) for i in range(*m.span(1)))
    return out


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(f"(?<!{HAN})([{''.join(abbreviations())}]{{2,4}})(?:{any_of(regions().shared)})")


@lru_cache(maxsize=64)
def _letter_patterns(home: str | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of letters in papers of some home: behind motion (来漳), where things are held (在昆)."""
    known = set(abbreviations())
    own = {name[0] for name in short_names() if len(name) == _SURE and name in home} if home else set()
    cities = {c for c, province in regions().cities.items() if home and home.startswith(province)}
    return (
        re.compile(f"[{regions().motion}]([{''.join(sorted(known | own))}])(?![{regions().units}])"),
        re.compile(f"(?<=在)[{''.join(sorted(known | cities))}](?={any_of(regions().held)})"),
    )


class PlaceComponent:
    """Fills ``doc.spans["places"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the places of one doc."""
        set_group(doc, PLACES, places(Layout.of(doc), doc._.article))
        return doc


@Language.factory("kg_places")
def make_places(nlp: Language, name: str) -> PlaceComponent:
    """Make the component; it needs ``kg_lac`` before it."""
    return PlaceComponent()
