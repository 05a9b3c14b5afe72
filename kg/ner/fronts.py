"""Where an organisation's name begins: the walk back from its head over the base model's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.ner.chains import (
    SPECIFIC,
    Front,
    Kind,
    Piece,
    brand_pattern,
    chains,
    defining_pattern,
    glued_pattern,
    number_pattern,
    time_pattern,
)
from kg.ner.layout import Layout
from kg.ner.regions import countries, full_name_over, regions, short_names
from kg.ner.titles import address, follows_post, follows_title
from kg.places import gazetteer

_OPEN = {"）": "（", ")": "(", "”": "“", "」": "「"}
_BRACKETS = "）)"
# Tags that may stand inside a name. LAC: f position, j short form, s space, xc other function word.
_INSIDE = frozenset({"LOC", "ORG", "n", "nz", "nw", "vn", "s", "f", "a", "an", "ad", "PER", "j", "q", "TIME"})
_NAMING = frozenset({"LOC", "ORG", "nz", "nw", "PER"})
_MAX_BRACKET = 14
_MAX_STEPS = 14


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(chains().sentence)


def front(layout: Layout, head: int, bodies: Mapping[int, int], loose: bool = False) -> Front | None:
    """Walk back from a head; None where what stands before makes it general (全市…, 各县…).

    Args:
        layout: the article's words.
        head: position of the head's first character.
        bodies: ends of organisations found so far, with their starts: the walk jumps over them.
        loose: let unknown verbs of two and more characters through (names of companies hold anything).
    """
    pieces: list[Piece] = []
    position = head
    for _ in range(_MAX_STEPS):
        if position == 0:
            break
        step = _step(layout, position, bodies, loose)
        if step is None:
            break
        if isinstance(step, str):
            if any(p.kind in (Kind.PLACE, Kind.BODY) for p in pieces):
                break  # 此|前任|东山县委: the name has begun
            return None
        pieces.append(step)
        position = step.start
        if step.kind is Kind.LEVEL and step.end - step.start == 1 and not layout.place_ends(position):
            break
    pieces.reverse()
    return _trimmed(layout, pieces, head)


def _step(layout: Layout, position: int, bodies: Mapping[int, int], loose: bool) -> Piece | str | None:
    """Return the piece that ends here, None where the walk ends, or the general word that spoils it."""
    text = layout.text
    data = chains()
    if position in bodies:
        return Piece(bodies[position], position, Kind.BODY)
    for size in (3, 2):
        if position - size in bodies and text[position - size : position] in short_names():
            return Piece(position - size, position, Kind.PLACE)  # 库尔勒车务段|和静|车间
    char = text[position - 1]
    if char in _OPEN:
        opened = text.rfind(_OPEN[char], max(0, position - _MAX_BRACKET), position)
        if defining_pattern().search(text, max(0, opened), position):
            return None
        if char not in _BRACKETS and _speech().search(text, max(0, opened), position):
            return None
        if opened < 0 or (char in _BRACKETS and (opened == 0 or not layout.han(opened - 1))):
            return None
        return Piece(opened, position, Kind.QUOTE)
    if char in "·+" and position > 1 and layout.han(position - 2) | text[position - 2].isdigit():
        return Piece(position - 1, position, Kind.GENERIC)
    word = layout.word_before(position)
    if word is None:
        return None
    inner = _inner(text, position)
    if inner is not None and _acts(text, inner, position, bodies):
        return None
    if inner is not None and layout.index_at(inner) == layout.index_at(position - 1) and word[1] in _NAMING:
        inner = None
    if inner is not None:
        return Piece(inner, position, Kind.GENERIC)
    begin, tag = word
    cut = next((e for e in range(position - 1, begin, -1) if e in bodies), None)
    if cut is not None:
        # The base model took two bodies and what stands between them for one name.
        begin = cut + next((k for k in (4, 3, 2) if text[cut : cut + k] in data.stops), 0)
        if begin >= position or text.endswith(tuple(data.inspects), begin, position):
            return None
    elif begin in bodies:
        begin += next((k for k in (3, 2, 1) if text[begin : begin + k] in data.acts and begin + k < position), 0)
    if not layout.ends_word(position) and any(text[position - k : position] in data.stops for k in (4, 3, 2)):
        return None
    if position - begin > 3 and (post := _last_post(text, begin, position)):
        if post == position:
            return None
        begin = post
    piece = text[begin:position]
    if not piece:
        return None
    if " " in piece or "\u3000" in piece:  # 徐 州任市|总工会
        return Piece(position - 1, position, Kind.LEVEL) if piece[-1] in data.levels else None
    if _acts(text, begin, position, bodies):
        return None  # 市总工会|联合|市人社局
    if piece in data.general or (piece[0] in data.general and piece[1:] in data.levels):
        return piece
    before = text[begin - 1] if begin else ""
    if piece in data.levels:
        if before in data.general or before in data.levels:
            return piece
        return Piece(begin, position, Kind.LEVEL)
    if piece in data.stops:
        return None
    kind = _kind(layout, begin, position, tag, bodies, loose)
    if kind is None:
        glued = tag == "v" and piece[-1] in data.levels and not layout.ends_word(position)
        if glued:
            return Piece(position - 1, position, Kind.LEVEL)  # 辞去旗|总工会
        m = glued_pattern().match(text, begin, position) if not layout.ends_word(position) else None
        if m and text[m.end()] in data.levels and tag in ("p", "v"):
            return Piece(m.end(), position, Kind.LEVEL)  # 在市第一|人民医院
        return None
    if piece[0] in data.levels and piece[:2] not in data.not_levels and kind is not Kind.PLACE:
        if before in data.general:
            return piece
        if not layout.place_ends(begin):
            # 县文化|活动|中心: the level word is the first character
            return Piece(begin, position, Kind.LEVEL)
    return Piece(begin, position, kind)


def _acts(text: str, start: int, end: int, bodies: Mapping[int, int]) -> bool:
    """Does a word say what the body right before it does?"""
    return start in bodies and text[start:end] in chains().acts


def _inner(text: str, position: int) -> int | None:
    """Return where a word that any name may hold begins, whatever the base model cut (赋|能|服务)."""
    data = chains()
    for size in (5, 4, 3, 2):
        word = text[max(0, position - size) : position]
        if word in data.verbs or (word in data.generic and word not in data.levels):
            return position - size
    return None


def _last_post(text: str, start: int, end: int) -> int | None:
    """Return where a post or form of address ends that the base model took into a name (皮振华同志|长沙…)."""
    found = None
    for m in address().finditer(text, start, end):
        found = m.end()
    return found


def _kind(layout: Layout, begin: int, end: int, tag: str, bodies: Mapping[int, int], loose: bool) -> Kind | None:
    """Say what a word is in a name, None if it cannot be in one."""
    data = chains()
    piece = layout.text[begin:end]
    if piece in data.generic:
        return Kind.GENERIC
    if tag == "m":
        return Kind.NUMBER if number_pattern().fullmatch(piece) else None
    everyday = tag == "v" and piece in regions().everyday  # 新建|职工服务站
    if tag == "LOC" or (gazetteer().named(piece) and not everyday) or piece in countries():
        return Kind.PLACE
    if tag == "v":
        known = piece in data.verbs or (loose and (len(piece) > 1 or begin in bodies))
        return Kind.GENERIC if known else None
    if tag not in _INSIDE or (tag == "TIME" and (len(piece) > 2 or time_pattern().match(piece))):
        return None
    person = tag in ("n", "vn") and piece[-1] in data.person_ends and piece not in data.not_persons
    if person and len(piece) > 1 and layout.starts_word(begin):
        return None
    if (tag == "PER" and (" " in piece or follows_title(layout, begin))) or follows_post(layout, begin):
        return None
    if tag in _NAMING:
        return Kind.NAME
    return Kind.PLAIN


def _trimmed(layout: Layout, pieces: list[Piece], head: int) -> Front:
    """Drop from the left what cannot begin a name."""
    text = layout.text
    data = chains()
    # A noun of kind before a place or brand: the name begins behind it.
    for i in range(len(pieces) - 2, -1, -1):
        if text[pieces[i].start : pieces[i].end] in data.boundaries and any(
            p.kind in SPECIFIC for p in pieces[i + 1 :]
        ):
            pieces = pieces[i + 1 :]
            break
    # Common nouns before a place are kept only if they are a brand.
    places = [i for i, p in enumerate(pieces) if p.kind in (Kind.PLACE, Kind.BODY, Kind.LEVEL)]
    if places and places[0] > 0:
        first = places[0]
        local = pieces[first]
        if local.kind is Kind.LEVEL and local.end - local.start > 1 and pieces[first - 1].kind is Kind.PLAIN:
            first -= 1  # 胜利|社区
        lead = text[pieces[0].start : pieces[first].start]
        if not any(p.kind is Kind.NAME for p in pieces[:first]) and not brand_pattern().search(lead):
            pieces = pieces[first:]
    while pieces and pieces[0].kind in (Kind.GENERIC, Kind.NUMBER):
        if len(pieces) == 2 and pieces[1].kind is Kind.NUMBER:
            break  # 综采|二|队
        pieces = pieces[1:]
    if pieces and pieces[0].kind is Kind.PLAIN and layout.tag_at(pieces[0].start) in ("f", "s", "q", "ad"):
        pieces = pieces[1:]
    if pieces and pieces[0].end - pieces[0].start == 1 and text[pieces[0].start] in data.glued:
        pieces = pieces[1:]  # 当|州总
    if not pieces:
        return Front(head, ())
    first_piece = pieces[0]
    m = glued_pattern().match(text, first_piece.start, first_piece.end)
    if m and _region_at(text, m.end(), first_piece.end):
        first_piece = Piece(m.end(), first_piece.end, first_piece.kind)
    if (
        m
        and text[m.end() : first_piece.end] in data.levels
        and not gazetteer().named(text[m.start() : first_piece.end])
    ):
        first_piece = Piece(m.end(), first_piece.end, Kind.LEVEL)  # 当|州总工会
    last = first_piece.end - 1
    if layout.tag_at(first_piece.start) == "PER" and text[last] in data.levels and text[last - 1] in data.glued:
        first_piece = Piece(last, last + 1, Kind.LEVEL)  # 王大林为|市总工会
    region = full_name_over(layout, first_piece.start)
    if region is not None:
        first_piece = Piece(region, first_piece.end, Kind.PLACE)  # 由|于都县, 沿|河土家族自治县: cut by the base model
    pieces = [first_piece, *pieces[1:]]
    return Front(first_piece.start, tuple(pieces))


def _region_at(text: str, start: int, end: int) -> bool:
    """Does a place of the gazetteer begin here?"""
    return any(gazetteer().named(text[start : start + size]) for size in range(min(7, end - start), 1, -1))
