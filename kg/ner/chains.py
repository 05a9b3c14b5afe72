"""Where an organisation's name begins: the walk back from its head over the base model's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.ner.layout import Layout
from kg.places import gazetteer

_NUMBER = re.compile(
    r"第?[一二三四五六七八九十百零〇0-9\-]+[号期分厂矿队院局工公司冶建航棉中区]*|[一二三四五六七八九十]+"
)
_LOCAL = re.compile(r"(?:镇|乡|街道|村|社区|园区|开发区|新区)$")
_SHORT_REGION = re.compile("[\u4e00-\u9fff][市县区旗]")
_REGION = re.compile("[\u4e00-\u9fff]{1,8}(?:省|市|县|区|州|旗)")
_OPEN = {"）": "（", ")": "(", "”": "“", "」": "「"}
# Tags that may stand inside a name. LAC: f position, j short form, xc other function word.
_INSIDE = {"LOC", "ORG", "n", "nz", "nw", "vn", "s", "f", "a", "an", "ad", "PER", "j"}
_NAMING = {"LOC", "ORG", "nz", "nw", "PER"}
_MAX_BRACKET = 12
_MAX_WORDS = 14


class Chains(BaseModel):
    """``kg/data/ner/chains.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    levels: frozenset[str]
    general: frozenset[str]
    stops: frozenset[str]
    person_ends: str
    verbs: frozenset[str]
    generic: frozenset[str]


@cache
def chains() -> Chains:
    """Return the word lists of the walk."""
    return load_mapping("ner/chains.yaml", Chains)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before a head: where the name begins and what makes it a name."""

    start: int
    named: bool
    """A place, brand, body or person stands in it."""
    level: bool
    """It begins with a bare level word (市 …)."""
    words: int
    """Characters that are not generic."""
    place: bool
    """It ends in a town, street office, village or quarter."""
    regional: bool
    """It is nothing but a province, city, county or district."""


def front(layout: Layout, head: int, bodies: dict[int, int], weak: frozenset[int] = frozenset()) -> Front:
    """Walk back from a head.

    Args:
        layout: the article's words.
        head: position of the head's first character.
        bodies: ends of organisations found so far, with their starts: the walk jumps over them.
        weak: unused positions, kept for callers that know none.
    """
    data = chains()
    text = layout.text
    position = head
    named = False
    level = False
    start = head
    best = head
    pieces: list[tuple[int, int, bool]] = []
    for _ in range(_MAX_WORDS):
        if position == 0:
            break
        if position in bodies:
            body = bodies[position]
            pieces.append((body, position, True))
            position = body
            named = True
            continue
        char = text[position - 1]
        if char in _OPEN:
            opened = text.rfind(_OPEN[char], max(0, position - _MAX_BRACKET), position)
            if opened <= 0 or not layout.han(opened - 1):
                break
            pieces.append((opened, position, False))
            position = opened
            continue
        word = layout.word_before(position)
        if word is None:
            break
        begin, tag = word
        piece = text[begin:position]
        whole = layout.starts_word(begin) and layout.ends_word(position)
        if piece in data.levels:
            before = text[begin - 1] if begin else ""
            if before in data.general:
                break
            pieces.append((begin, position, True))
            position = begin
            if len(piece) == 1 and not layout.place_ends(begin):
                level = True
                named = True
                break
            named = True
            continue
        if piece in data.stops:
            break
        if tag == "v" and piece not in data.verbs:
            break
        if tag == "m":
            if not _NUMBER.fullmatch(piece):
                break
        elif tag != "v" and tag not in _INSIDE:
            break
        if tag == "n" and whole and len(piece) > 1 and piece[-1] in data.person_ends and piece not in data.generic:
            break
        if tag in ("a", "ad", "f", "s") and piece not in data.generic and len(piece) > 2:
            break
        pieces.append((begin, position, tag in _NAMING))
        named = named or tag in _NAMING
        position = begin
    if pieces and text[pieces[-1][0] : pieces[-1][1]] and pieces[-1][2]:
        first = pieces[-1][0]
        m = _SHORT_REGION.match(text, first)
        if m and first and not gazetteer().named(m.group()) and gazetteer().named(text[first - 1 : m.end()]):
            pieces[-1] = (first - 1, pieces[-1][1], True)  # 由|于都县: the first character went to the word before
    # Drop generic words and common nouns from the left end, as long as something that names stays.
    pieces.reverse()
    while pieces:
        begin, end, names = pieces[0]
        piece = text[begin:end]
        if names or not (piece in data.generic or layout.tag_at(begin) in ("a", "ad", "f", "s", "v")):
            break
        pieces.pop(0)
    start = pieces[0][0] if pieces else head
    words = sum(e - b for b, e, _ in pieces if text[b:e] not in data.generic)
    named = any(n for _, _, n in pieces)
    whole_front = text[start:head]
    place = bool(_LOCAL.search(whole_front)) and head not in bodies
    regional = _is_region(whole_front, layout)
    return Front(start, named, level, words, place, regional)


def _is_region(name: str, layout: Layout) -> bool:
    return bool(gazetteer().named(name)) or name in chains().levels or bool(_REGION.fullmatch(name))
