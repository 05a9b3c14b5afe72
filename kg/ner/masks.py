"""spaCy component ``kg_masks``: honours, meetings, documents and quoted expressions, which hide the names inside them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import load_entries, load_mapping
from kg.ner.chains import chains
from kg.ner.doc import MASKS, set_group
from kg.ner.layout import Layout
from kg.ner.patterns import any_of

_ORDINAL = re.compile(
    r"第?[一二三四五六七八九十百0-9]+[届次期屆]|首届|[0-9]{4}年度?|[一二三四五六七八九十]+届[一二三四五六七八九十]+次"
)
_STOP_TAGS = {"p", "r", "d", "PER", "u"}


class MaskRule(BaseModel):
    """A pattern and what it stands for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    label: str
    pattern: str
    examples: list[str]
    counterexamples: list[str]


class Events(BaseModel):
    """``kg/data/ner/events.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    heads: list[str]
    verbs: frozenset[str]


class Mask(NamedTuple):
    """A hidden stretch."""

    start: int
    end: int
    label: str


@cache
def rules() -> tuple[MaskRule, ...]:
    """Return the patterns of ``kg/data/ner/masks.yaml``."""
    return load_entries("ner/masks.yaml", MaskRule)


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((r.label, re.compile(r.pattern)) for r in rules())


@cache
def _events() -> tuple[re.Pattern[str], frozenset[str]]:
    data = load_mapping("ner/events.yaml", Events)
    return re.compile(any_of(data.heads)), data.verbs


def masks(layout: Layout) -> list[Mask]:
    """Return the hidden stretches of an article, in order of their patterns."""
    text = layout.text
    out = [Mask(m.start(), m.end(), label) for label, pattern in _compiled() for m in pattern.finditer(text)]
    heads, verbs = _events()
    for m in heads.finditer(text):
        start = _event_start(layout, m.start(), verbs)
        if start < m.start():
            out.append(Mask(start, m.end(), "EVENT"))
    return out


def _event_start(layout: Layout, head: int, verbs: frozenset[str]) -> int:
    """Walk back from a meeting's last word to the place, body or ordinal that its name begins with."""
    text = layout.text
    stops = chains().stops
    position, best = head, head
    while position:
        char = text[position - 1]
        if char == "”":
            opened = text.rfind("“", max(0, position - 20), position)
            if opened < 0:
                break
            position = best = opened
            continue
        word = layout.word_before(position)
        if word is None:
            break
        begin, tag = word
        piece = text[begin:position]
        if tag in _STOP_TAGS or (tag == "v" and piece not in verbs):
            break
        if (
            piece in stops
            and piece not in verbs
            and piece
            not in {"职工", "代表", "企业", "全市", "全省", "全国", "全县", "全区", "干部", "工会干部", "委员", "工作"}
        ):
            break
        if tag == "c" and piece not in ("和", "暨"):
            break
        position = begin
        if tag in ("LOC", "ORG", "nz", "TIME") or _ORDINAL.fullmatch(piece) or piece in ("省", "市", "县", "区"):
            best = begin
    return best


class MaskComponent:
    """Fills ``doc.spans["masks"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the masks of one doc."""
        set_group(doc, MASKS, ((m.start, m.end, m.label) for m in masks(Layout(doc))))
        return doc


@Language.factory("kg_masks")
def make_masks(nlp: Language, name: str) -> MaskComponent:
    """Make the component; it needs ``kg_lac`` before it."""
    return MaskComponent()
