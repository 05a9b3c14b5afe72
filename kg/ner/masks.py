"""spaCy component ``kg_masks``: honours, meetings, documents and quoted expressions, which hide the names in them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict
from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import load_mapping
from kg.ner.brands import brands
from kg.ner.chains import chains
from kg.ner.doc import MASKS, set_group
from kg.ner.layout import Layout
from kg.ner.patterns import any_of
from kg.places import gazetteer

_CLOSED = frozenset({"p", "r", "d", "PER", "u", "c", "w"})
_MAX_QUOTE = 24


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MaskPattern(_Data):
    """A regular expression over the text and what it stands for."""

    name: str
    label: str
    pattern: str
    examples: list[str]
    counterexamples: list[str]


class Honours(_Data):
    """Nouns of honours and what may stand before them."""

    nouns: list[str]
    local: list[str]
    local_not: list[str]
    levels: list[str]
    examples: list[str]
    counterexamples: list[str]


class Events(_Data):
    """Nouns of events and what may stand inside their names."""

    nouns: list[str]
    not_before: list[str]
    verbs: frozenset[str]
    inside: frozenset[str]
    joints: frozenset[str]
    linking: frozenset[str]
    homes: list[str]
    examples: list[str]
    counterexamples: list[str]


class MaskData(_Data):
    """``kg/data/ner/masks.yaml``."""

    patterns: list[MaskPattern]
    honours: Honours
    events: Events


class Mask(NamedTuple):
    """A hidden stretch."""

    start: int
    end: int
    label: str


class _Compiled(NamedTuple):
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    honour: re.Pattern[str]
    local: re.Pattern[str]
    level: re.Pattern[str]
    event: re.Pattern[str]


@cache
def mask_data() -> MaskData:
    """Return the patterns and word lists."""
    return load_mapping("ner/masks.yaml", MaskData)


@cache
def _compiled() -> _Compiled:
    d = mask_data()
    h = d.honours
    return _Compiled(
        tuple((p.label, re.compile(p.pattern)) for p in d.patterns),
        re.compile(any_of(h.nouns)),
        re.compile(f"{any_of(h.local)}(?!{any_of(h.local_not)})"),
        re.compile(f"(?:{any_of(h.levels)})$"),
        re.compile(f"{any_of(d.events.nouns)}(?!{any_of(d.events.not_before)})"),
    )


def masks(layout: Layout) -> list[Mask]:
    """Return the hidden stretches of an article; they may overlap."""
    text = layout.text
    c = _compiled()
    out = [Mask(m.start(), m.end(), label) for label, pattern in c.patterns for m in pattern.finditer(text)]
    for m in c.honour.finditer(text):
        start = _honour_start(layout, m.start())
        if start < m.start() or len(m.group()) > 2:
            out.append(Mask(start, m.end(), "HONOUR"))
    for m in c.local.finditer(text):
        start = _honour_start(layout, m.start())
        if start < m.start():
            out.append(Mask(start, m.end(), "HONOUR"))
    for m in c.event.finditer(text):
        start = _event_start(layout, m.start())
        if start < m.start():
            out.append(Mask(start, m.end(), "EVENT"))
    return out


def _honour_start(layout: Layout, noun: int) -> int:
    """Take in the places and levels right before an honour's noun."""
    text = layout.text
    start = noun
    if start and text[start - 1] in "“‘":
        start -= 1
    while start:
        m = _compiled().level.search(text, max(0, start - 8), start)
        word = layout.word_before(start)
        if word is not None and (word[1] == "LOC" or gazetteer().named(text[word[0] : start])):
            start = word[0]
        elif m:
            start = m.start()
        elif word is not None and word[1] == "ORG" and text[word[0] : start] in brands().organs:
            start = word[0]  # 交通运输部|劳动模范
        else:
            break
    return noun if start == noun - 1 and text[start] in "“‘" else start


def _event_start(layout: Layout, noun: int) -> int:
    """Walk back from an event's noun to the place, body or number that its name begins with."""
    text = layout.text
    data = mask_data().events
    stops = chains().stops
    position = best = noun
    acts = False
    while position:
        if text[position - 1] == "”":
            opened = text.rfind("“", max(0, position - _MAX_QUOTE), position)
            if opened < 0:
                break
            position = best = opened
            continue
        word = layout.word_before(position)
        if word is None:
            break
        begin, tag = word
        size = next((k for k in (4, 3, 2) if text[position - k : position] in data.verbs), 0)
        if size > position - begin:
            begin, tag = position - size, "v"  # 上|产
        piece = text[begin:position]
        if tag == "PER" and gazetteer().named(piece):
            tag = "LOC"
        if piece in data.linking and best < noun:
            position = begin
            continue
        if piece in data.joints and best < noun and layout.tag_at(begin - 1) not in ("PER", "w", ""):
            position = begin
            continue
        if tag in _CLOSED or (tag == "v" and piece not in data.verbs) or (piece in stops and piece not in data.inside):
            break
        if tag == "ORG" and acts and not piece.endswith(tuple(data.homes)):
            break  # 市总工会|培训|…: a body that does something
        acts = acts or tag == "v"
        position = begin
        if tag in ("LOC", "ORG", "nz", "TIME", "m") or piece in chains().levels or piece in data.inside:
            best = begin
    return best


class MaskComponent:
    """Fills ``doc.spans["masks"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the masks of one doc."""
        set_group(doc, MASKS, masks(Layout.of(doc)))
        return doc


@Language.factory("kg_masks")
def make_masks(nlp: Language, name: str) -> MaskComponent:
    """Make the component; it needs ``kg_lac`` before it."""
    return MaskComponent()
