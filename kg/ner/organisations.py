"""spaCy component ``kg_organisations``: names of organisations by their heads (总工会, 有限公司, 管委会 …)."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict
from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import load_entries
from kg.ner.chains import Front, Kind, front, is_local
from kg.ner.doc import ORGANISATIONS, set_group
from kg.ner.layout import Layout
from kg.ner.patterns import HAN, any_of
from kg.ner.surnames import family_length
from kg.ner.titles import title_follows
from kg.types import Label

# 局|长, 委|员, 委|托, 班|子: the head's last character belongs to another word.
_NOT_A_HEAD = re.compile(
    "长(?![沙春治乐兴江宁安汀泰岛子垣葛])|员|托(?!克)|(?<=委)[派任会]|(?<=班)[子级]|(?<=队)伍|(?<=厂)房|(?<=[局厂矿站])[里内区点台]|化|(?<=矿)[山井工]|(?<=行)[业动为政]|(?<=段)[子落]"
)
_MIN_REPEATED = 4
Need = Literal["name", "words", "body", "place", "team", "person", "nothing"]


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
    examples: list[str]
    counterexamples: list[str]


class Found(NamedTuple):
    """A candidate."""

    start: int
    end: int
    label: Label
    bare: bool


@cache
def head_groups() -> tuple[HeadGroup, ...]:
    """Return the groups of heads."""
    return load_entries("ner/heads.yaml", HeadGroup)


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, HeadGroup]]:
    by_head: dict[str, HeadGroup] = {}
    for g in head_groups():
        for h in g.heads:
            by_head.setdefault(h, g)
    return re.compile(f"(?=({any_of(by_head)}))"), by_head


def organisations(layout: Layout) -> list[tuple[int, int, str]]:
    """Return organisations as (start, end, label); what lies in a longer one is left out."""
    pattern, by_head = _heads()
    text = layout.text
    longest: dict[int, int] = {}
    for m in pattern.finditer(text):
        longest.setdefault(m.end(1), m.start())
    found: dict[int, Found] = {}
    bodies: dict[int, int] = {}
    for end in sorted(longest):
        head = longest[end]
        candidate = _read(layout, head, end, by_head[text[head:end]], bodies)
        if candidate:
            found[end] = candidate
            bodies[end] = candidate.start
    outer = _outermost(found.values())
    kept = [f for f in outer if not f.bare or _has_antecedent(text, f, outer)]
    return [(f.start, f.end, str(f.label)) for f in _repeated(text, kept)]


def _read(layout: Layout, head: int, end: int, kind: HeadGroup, bodies: dict[int, int]) -> Found | None:
    """Read the organisation whose head is ``text[head:end]``."""
    text = layout.text
    if _NOT_A_HEAD.match(text, end) or (head and text[head - 1] in "副正"):
        return None
    if kind.alone and title_follows(text, end):
        return None
    if kind.trade and not layout.ends_word(end):
        return None
    f = front(layout, head, bodies, loose=kind.needs == "words")
    if f is None:
        return None
    if kind.needs == "person" and not (f.named and f.on_body):
        start = _person_before(layout, head)
        if start is not None:
            owner = bodies.get(start, start)
            return Found(owner, end, kind.label, False)
    if not _fulfils(layout, f, head, text[head:end], kind.needs):
        return None
    bare = f.bare and is_local(text[f.pieces[0].start : f.pieces[0].end]) and len(f.pieces) == 1
    return Found(f.start, end, kind.label, bare and kind.label is Label.UNION)


def _fulfils(layout: Layout, f: Front, head: int, word: str, need: Need) -> bool:
    """Does what stands before a head make it a name?"""
    text = layout.text
    if need == "nothing":
        return True
    if not f.pieces:
        return False
    if need == "words":
        return f.named or f.specific >= 2
    if need == "place":
        return f.pieces[-1].kind in (Kind.PLACE, Kind.LEVEL, Kind.PLAIN) and is_local(text[f.start : head])
    if need == "team":
        return f.on_body or (f.numbered and f.specific > 2) or (f.named and f.specific > 2 and not f.regional)
    if need == "body":
        # A place alone makes no body: 顺德工会.
        return f.on_body or (f.named and (not f.regional or is_local(text[f.start : head])) and f.specific > 1)
    return f.named and (f.bare or f.specific > 1)


def _person_before(layout: Layout, head: int) -> int | None:
    """Return where the name of a person right before a head begins."""
    text = layout.text
    for size in (3, 2, 4):
        start = head - size
        if start < 0 or not re.fullmatch(f"{HAN}+", text[start:head]):
            continue
        family = family_length(text, start)
        if family and size - family in (1, 2):
            return start
    return None


def _outermost(found: object) -> list[Found]:
    out: list[Found] = []
    for f in sorted(found, key=lambda f: (f.start, -f.end)):  # type: ignore[call-overload]
        if out and f.start < out[-1].end:
            continue
        out.append(f)
    return out


def _has_antecedent(text: str, bare: Found, found: list[Found]) -> bool:
    """Does the article name the body that a bare form (街道工会联合会) stands for?"""
    name = text[bare.start : bare.end]
    return any(f.end - f.start > len(name) and text[f.start : f.end].endswith(name) for f in found)


def _repeated(text: str, found: list[Found]) -> list[Found]:
    """A name found once is found wherever it stands."""
    labels = {text[f.start : f.end]: f.label for f in found if f.end - f.start >= _MIN_REPEATED}
    if not labels:
        return found
    taken = {i for f in found for i in range(f.start, f.end)}
    more = [
        Found(m.start(), m.end(), labels[m.group()], False)
        for m in re.finditer(any_of(labels), text)
        if m.start() not in taken and m.end() - 1 not in taken
    ]
    return sorted([*found, *more])


class OrganisationComponent:
    """Fills ``doc.spans["organisations"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the organisations of one doc."""
        set_group(doc, ORGANISATIONS, organisations(Layout(doc)))
        return doc


@Language.factory("kg_organisations")
def make_organisations(nlp: Language, name: str) -> OrganisationComponent:
    """Make the component; it needs ``kg_lac`` before it."""
    return OrganisationComponent()
