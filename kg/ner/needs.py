"""What a head of organisations' names asks for, and whether what stands before it gives that."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_entries
from kg.ner.chains import Front, Kind, chains, ends_as_brand, is_local
from kg.ner.layout import Layout
from kg.ner.patterns import HAN
from kg.ner.regions import regions
from kg.ner.titles import follows_title, title_follows
from kg.ner.works import is_project
from kg.places import gazetteer
from kg.types import Label

_SHORT_BRAND = 4
_LONGEST_SHORT = 2
Need = Literal[
    "name", "words", "body", "place", "team", "person", "nothing", "carried", "antecedent", "located", "works", "union"
]


class HeadGroup(BaseModel):
    """Heads of one kind (see ``kg/data/ner/heads.yaml``)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    label: Label
    needs: Need
    heads: list[str]
    trade: bool = False
    """The head is a word of trade: it ends a name only where the base model ends a word."""
    alone: bool = False
    """No organisation where a title follows (组织部|部长)."""
    not_before: list[str] = []
    """What shows, right behind the head, that it is part of another word."""
    not_after: list[str] = []
    """What shows, right before the head, that this is no name."""
    examples: list[str]
    counterexamples: list[str]


@cache
def head_groups() -> tuple[HeadGroup, ...]:
    """Return the groups of heads."""
    return load_entries("ner/heads.yaml", HeadGroup)


def fulfils(layout: Layout, f: Front, head: int, word: str, need: Need) -> bool:
    """Does what stands before a head make it a name?"""
    text = layout.text
    if need in ("nothing", "antecedent"):
        return True
    if not f.pieces:
        listed = head > 0 and text[head - 1] in "、，,"
        carried = need == "carried" or (word == chains().general_union and follows_title(layout, head - 1))
        return listed and carried and title_follows(text, head + len(word))
    if need == "union":
        return any(p.kind is Kind.BODY and text[p.start : p.end].endswith(chains().union) for p in f.pieces)
    if need == "words":
        return f.named or f.specific >= 2
    if need == "place":
        return is_local(text[f.start : head])
    if need == "team":
        return f.on_body or (f.numbered and head - f.start > 2)
    if need == "located":
        first = f.pieces[0]
        placed = first.kind is Kind.NAME and any(
            gazetteer().named(text[first.start : first.start + k]) for k in (2, 3, 4, 5)
        )
        return first.kind in (Kind.PLACE, Kind.BODY, Kind.LEVEL) or placed
    if need == "body":
        # A place alone makes no body: 顺德工会.
        local = is_local(text[f.start : head])
        if _division().fullmatch(text, f.start, head):
            return False
        return f.on_body or (f.named and (local or (not f.regional and head - f.start > 2)))
    return f.named and (f.bare or f.specific > 1)


@cache
def _division() -> re.Pattern[str]:
    return re.compile(f"{HAN}{{2,5}}[{regions().divisions}]")


def project(text: str, f: Front, head: int) -> bool:
    """Is this where something is built for a body (X公司|项目建设|工地)? Then the body is meant."""
    bodies = [p.end for p in f.pieces if p.kind is Kind.BODY]
    return bool(bodies) and (bodies[-1] == head or is_project(text, bodies[-1], head))


def distinct(text: str, f: Front) -> bool:
    """Is there more than places before a studio: a body, a brand, a title in quotation marks?"""
    return any(p.kind in (Kind.BODY, Kind.NAME) or text[p.end - 1] == "”" for p in f.pieces)


def series(text: str, head: int, end: int) -> bool:
    """Is this one of a row of such short forms (省总、市总), all such bodies and none by name?"""
    size = end - head
    if size > _LONGEST_SHORT:
        return False
    last = text[end - 1]
    joints = chains().joints
    before, behind = text[max(0, head - 1 - size) : head], text[end : end + 1 + size]
    return (before[-1:] in joints and before[:-1].endswith(last)) or (behind[:1] in joints and behind.endswith(last))


def is_bare(text: str, f: Front, head: int, need: Need) -> bool:
    """Does the name lack what tells one body from another (街道工会联合会)? Then the article must name it elsewhere."""
    if need == "antecedent":
        return not f.named
    local = f.bare and len(f.pieces) == 1 and is_local(text[f.start : head])
    return local and text[f.start : head] in chains().local_levels and not text.startswith(chains().general_union, head)


def of_brand(text: str, f: Front) -> bool:
    """Does a brand of deliveries stand in front (美团外卖|瑞景|站)?"""
    bodies = [text[p.start : p.end] for p in f.pieces if p.kind is Kind.BODY]
    return any(ends_as_brand(b) or len(b) < _SHORT_BRAND for b in bodies)
