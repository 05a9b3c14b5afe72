"""spaCy component ``kg_lexical``: names known beforehand, media by what follows them, rows of enterprises."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict
from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import load_mapping
from kg.ner.chains import chains, ends_as_brand
from kg.ner.doc import LEXICAL, set_group
from kg.ner.layout import Layout
from kg.ner.patterns import HAN, any_of, occurrences
from kg.types import Label

_LONGEST_BRAND = 5
_NAMING = frozenset({"ORG", "nz", "PER", "nw"})


class Brands(BaseModel):
    """``kg/data/ner/brands.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    companies: list[str]
    unions: list[str]
    organs: list[str]
    media: str
    media_length: int
    media_not: frozenset[str]
    part: tuple[str, ...]
    """Right before a name of the lists, what makes it part of another."""
    media_parts: list[str]
    """Where another medium, or what stands before one, ends inside the run."""
    rows: str
    row_starts: frozenset[str]


@cache
def brands() -> Brands:
    """Return the lists."""
    return load_mapping("ner/brands.yaml", Brands)


@cache
def _names() -> tuple[re.Pattern[str], dict[str, Label]]:
    b = brands()
    labels = dict.fromkeys(b.companies, Label.COMPANY) | dict.fromkeys(b.organs, Label.ORG)
    labels |= dict.fromkeys(b.unions, Label.UNION)
    return re.compile(any_of(labels)), labels


@cache
def _media() -> re.Pattern[str]:
    return re.compile(brands().media)


@cache
def _rows() -> re.Pattern[str]:
    return re.compile(brands().rows)


def lexical(layout: Layout, newspaper: str | None) -> list[tuple[int, int, str]]:
    """Return known names as (start, end, label)."""
    text = layout.text
    pattern, labels = _names()
    out = [
        (m.start(), m.end(), str(labels[m.group()]))
        for m in pattern.finditer(text)
        if _free(layout, m.start(), m.end())
    ]
    media = {name for m in _media().finditer(text) if (name := _medium(text, m.end()))}
    media |= {newspaper} if newspaper else set()
    out.extend((s, e, str(Label.ORG)) for s, e in occurrences(text, media))
    rows = {text[s:e] for m in _rows().finditer(text) for s, e in _row(layout, m)}
    out.extend((s, e, str(Label.COMPANY)) for s, e in occurrences(text, rows))
    return sorted(set(out))


def _medium(text: str, end: int) -> str | None:
    """Return the name of a medium that ends here: the run of characters before, if it is short enough."""
    start = end
    while start and re.match(HAN, text[start - 1]):
        start -= 1
        if end - start > brands().media_length:
            return None
    name = text[start:end]
    parts = [m.end() for m in re.finditer(any_of(brands().media_parts), name) if m.end() < len(name) - 1]
    name = name[parts[-1] :] if parts else name
    return name if len(name) > 1 and name not in brands().media_not else None


def _row(layout: Layout, m: re.Match[str]) -> list[tuple[int, int]]:
    """Return the items of a row of enterprises that may be brands."""
    start = m.start(1)
    items = []
    for part in m.group(1).split("、"):
        items.append((start, start + len(part)))
        start += len(part) + 1
    first, end = items[0]
    for i in range(max(layout.index_at(first), 0), len(layout.words)):
        s, e, tag = layout.words[i]
        if e >= end:
            break
        if layout.text[s:e] in brands().row_starts or tag in ("p", "u", "c", "d"):
            first = e
    items[0] = first, end
    sure = [i for i in items if _brandlike(layout, *i)]
    # Beside a sure one any single noun is one that says no trade (新辰、海拓等建筑企业).
    return [i for i in items if i in sure or (sure and _noun(layout, *i))]


def _noun(layout: Layout, start: int, end: int) -> bool:
    """Is this one noun of two to four characters, and no word of a trade or kind?"""
    i = layout.index_at(start)
    if i < 0 or layout.words[i][:2] != (start, end) or layout.words[i][2] not in ("n", "nz", "an", "vn"):
        return False
    word = layout.text[start:end]
    return 1 < end - start < _LONGEST_BRAND and word not in chains().generic and word not in chains().boundaries


def _free(layout: Layout, start: int, end: int) -> bool:
    """Is this no part of other words (高德|育)?"""
    i, j = layout.index_at(start), layout.index_at(end - 1)
    if end - start > 2 or i < 0 or j < 0:
        return not layout.text.endswith(brands().part, 0, start)  # 总工会宣传|教育部
    return layout.words[i][0] == start and (layout.words[j][1] == end or layout.words[j][2] == "ORG")


def _brandlike(layout: Layout, start: int, end: int) -> bool:
    """May an item of a row of enterprises be a brand: one word by the base model, and no common noun?"""
    i = layout.index_at(start)
    if i < 0 or end - start < 2 or not layout.starts_word(start) or not layout.ends_word(end):
        return False
    if ends_as_brand(layout.text[start:end]):
        return True
    tags = {layout.tag_at(k) for k in range(start, end)}
    return bool(tags & _NAMING) and not tags & {"v", "p", "c", "u", "d", "r", "m", "a", "ad", "w", "LOC", "TIME"}


class LexicalComponent:
    """Fills ``doc.spans["lexical"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the known names of one doc."""
        article = doc._.article
        set_group(doc, LEXICAL, lexical(Layout.of(doc), article.masthead.newspaper if article else None))
        return doc


@Language.factory("kg_lexical")
def make_lexical(nlp: Language, name: str) -> LexicalComponent:
    """Make the component; it needs ``kg_lac`` before it."""
    return LexicalComponent()
