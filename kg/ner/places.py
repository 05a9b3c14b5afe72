"""spaCy component ``kg_places``: places standing by themselves, chains as one span."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.ner.doc import PLACES, set_group
from kg.ner.layout import Layout
from kg.ner.surnames import HAN
from kg.places import abbreviations, gazetteer
from kg.types import Article, Label

_SUFFIX = re.compile(
    r"(?:省|市|县|区|州|旗|盟|镇|乡|街道|村|路|街|大道|巷|社区|小区|新区|开发区|高新区|经开区|示范区|工业园区|山|湖|江|河|岛|港|屯|寨|国|半岛|胡同|弄|苑|里|园区|度假区|保税区|自贸区|自贸试验区|合作区|湾|口|洲)$"
)
_NUMBER = re.compile(r"[0-9一二三四五六七八九十]+号(?:楼|院)?$")
_GO = "来赴在抵离入驻返莅访进援到往"
_ZONE = re.compile(
    f"(?:{HAN}{{2,8}}?)(?:经济技术开发区|经济开发区|高新技术产业开发区|高新技术开发区|高新区|开发区|经开区|新区|示范区|工业园区|保税区|自贸区|度假区)"
)
_NOT_AFTER = re.compile(r"籍|人民|工匠")


@cache
def _names() -> frozenset[str]:
    return frozenset(f for f in gazetteer().forms() if len(f) > 1)


def places(layout: Layout, article: Article | None) -> list[tuple[int, int, str]]:
    """Return places as (start, end, label)."""
    text = layout.text
    out: list[list[int]] = []
    for start, end, tag in layout.words:
        piece = text[start:end]
        if tag == "LOC":
            m = _NUMBER.search(piece)
            if m and m.start() > 1:
                end = start + m.start()
        elif not (piece in _names() and tag in ("n", "nz", "ns", "ORG", "v") and len(piece) > 1):
            continue
        if out and out[-1][1] == start:
            out[-1][1] = end
        else:
            out.append([start, end])
    spans = [(s, e) for s, e in out if _is_place(text[s:e]) and not _NOT_AFTER.match(text, e)]
    spans.extend(_letters(layout, article))
    return [(s, e, str(Label.PLACE)) for s, e in spans]


def _is_place(name: str) -> bool:
    return len(name) > 1 and (name in _names() or bool(_SUFFIX.search(name)) or len(name) <= 8)


def _letters(layout: Layout, article: Article | None) -> list[tuple[int, int]]:
    """One-character names after verbs of motion: 来漳, 在琼, 赴浙."""
    text = layout.text
    letters = set(abbreviations())
    if article and article.masthead.home:
        home = article.masthead.home
        found = [p for f in (home, re.sub(r"^.*?(?:省|自治区)", "", home)) for p in gazetteer().named(f)]
        letters |= {p.short[0] for p in found}
    out = []
    for m in re.finditer(f"[{_GO}]([{''.join(sorted(letters))}])", text):
        i = layout.index_at(m.start(1))
        if i >= 0:
            s, e, _ = layout.words[i]
            if (s, e) == m.span(1) or (s, e) == m.span() or (s == m.start() and e == m.end(1)):
                out.append(m.span(1))
    return out


class PlaceComponent:
    """Fills ``doc.spans["places"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the places of one doc."""
        set_group(doc, PLACES, places(Layout(doc), doc._.article))
        return doc


@Language.factory("kg_places")
def make_places(nlp: Language, name: str) -> PlaceComponent:
    """Make the component; it needs ``kg_lac`` before it."""
    return PlaceComponent()
