"""spaCy component ``kg_short_forms``: defined short forms (以下简称“…”), and those that shorten an article's names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from pydantic import BaseModel, ConfigDict
from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import load_mapping
from kg.ner.doc import ORGANISATIONS, SHORT_FORMS, group, set_group
from kg.ner.layout import Layout
from kg.ner.patterns import any_of, occurrences
from kg.places import gazetteer
from kg.types import Label

_MIN_DERIVED = 4
_REACH = 2


class ShortForms(BaseModel):
    """``kg/data/ner/short_forms.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    defined: str
    legal: str
    bracketed: str
    group_ends: list[str]
    union_ends: list[str]
    trade: list[str]
    ordinal: str
    visiting: list[str]
    never: frozenset[str]
    never_ends: str
    """Last characters that show no company."""


@cache
def data() -> ShortForms:
    """Return the patterns."""
    return load_mapping("ner/short_forms.yaml", ShortForms)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    d = data()
    return re.compile(d.defined), re.compile(d.legal), re.compile(d.bracketed)


def short_forms(layout: Layout, organisations: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return short forms as (start, end, label)."""
    text = layout.text
    forms: dict[str, str] = {}
    ends = {e: label for _, e, label in organisations}
    for m in _patterns()[0].finditer(text):
        if m.start() in ends:
            forms[m.group(1)] = ends[m.start()]
    full = {text[s:e] for s, e, label in organisations if label == Label.COMPANY}
    inside = {
        n[: -len(w)] for w in data().union_ends for n in (text[s:e] for s, e, _ in organisations) if n.endswith(w)
    }
    full |= {n for n in inside if (legal := _patterns()[1].search(n)) and legal.end() == len(n)}
    for name in sorted(full):
        for short in derived(name):
            if short not in full and not gazetteer().named(short):  # 东山市 is not short for 东山市水务(集团)有限公司
                forms.setdefault(short, str(Label.COMPANY))
    for s, e, label in (*_abbreviated(layout, organisations), *_cores(layout, full)):
        forms.setdefault(text[s:e], label)
    out = _beside(layout, organisations)
    if not forms:
        return out
    ending = re.compile(any_of(data().union_ends))
    for start, end in occurrences(text, forms):
        label = forms[text[start:end]]
        out.append((start, end, label))
        union = ending.match(text, end)
        if union and label != Label.UNION:
            out.append((start, union.end(), str(Label.UNION)))
    return out


def _abbreviated(layout: Layout, organisations: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield words of the base model that shorten a name of the article (中车株机 of 中车株洲电力机车有限公司)."""
    names = {layout.text[s:e]: label for s, e, label in organisations if e - s > _MIN_DERIVED}
    inside = {i for s, e, _ in organisations for i in (s, e - 1)}
    for s, e, tag in layout.words:
        if tag != "ORG" or not _REACH <= e - s <= 6 or s in inside or e - 1 in inside:
            continue
        word = layout.text[s:e]
        for name, label in names.items():
            if label != Label.UNION and name[0] == word[0] and word not in name and _shortens(word, name):
                yield s, e, label
                break


def _cores(layout: Layout, full: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Yield words of the base model that are nothing but a company's brand (天瑞 of 天瑞集团股份有限公司)."""
    cores = {c for name in full for c in _core(name)}
    for s, e, tag in layout.words:
        if tag in ("ORG", "nz", "PER") and layout.text[s:e] in cores:
            yield s, e, str(Label.COMPANY)


def _core(name: str) -> Iterator[str]:
    """Yield what is left of a company's name without place, legal form and words of trade, if no everyday word."""
    _, legal, bracketed = _patterns()
    body = bracketed.sub("", name)
    m = legal.search(body)
    if m and m.end() == len(body):
        for form in _clipped(_without_place(body[: m.start()])):
            if _REACH <= len(form) < _MIN_DERIVED and not gazetteer().named(form):
                yield form


def _beside(layout: Layout, organisations: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return what the base model takes for a body beside a company in a row, or right behind a verb of visiting."""
    text = layout.text
    ends = {e: label for _, e, label in organisations}
    starts = {s: label for s, _, label in organisations}
    taken = {i for s, e, _ in organisations for i in range(s, e)}
    out = []
    for s, e, tag in layout.words:
        if (
            tag != "ORG"
            or e - s < _REACH
            or s in taken
            or text[e - 1] in data().never_ends
            or text[s:e] in data().never
        ):
            continue
        row = text[e : e + 1] == "、" and e + 1 in starts
        after = text[s - 1 : s] == "、" and s - 1 in ends
        company = (row and starts[e + 1] == Label.COMPANY) or (after and ends[s - 1] == Label.COMPANY)
        if company or (row and text.endswith(tuple(data().visiting), 0, s)):
            out.append((s, e, str(Label.COMPANY)))
    return out


def _shortens(word: str, name: str) -> bool:
    """Do the characters of a word stand in a name, in this order?"""
    rest = iter(name)
    return all(c in rest for c in word)


def derived(name: str) -> Iterator[str]:
    """Yield the short forms that a company's full name allows: without place, legal form, or words of trade."""
    _, legal, bracketed = _patterns()
    body = bracketed.sub("", name)
    m = legal.search(body)
    if not m or m.end() != len(body):
        rest = _without_place(body)
        if rest != body and rest.startswith(data().ordinal):
            yield rest
        return
    is_group = data().group_ends[0] in m.group()
    body = body[: m.start()]
    core = _without_place(body)
    names = dict.fromkeys((body, core, *_before_place(core)))
    for n in names:
        for form in _clipped(n):
            if len(form) < _REACH:
                continue
            yield from (form + end for end in data().group_ends[not is_group :])
            if len(form) >= _MIN_DERIVED:
                yield form
    # 浙江越彩印染 → 越彩集团; 中车株洲电力机车 → 中车株机 is left to the base model.
    if len(core) > _REACH and is_group:
        yield core[:_REACH] + data().group_ends[0]


def _before_place(core: str) -> Iterator[str]:
    """Yield the brand before a place inside a name (古越龙山|绍兴酒)."""
    for i in range(_MIN_DERIVED, len(core) - 1):
        if any(gazetteer().named(core[i : i + size]) for size in (4, 3, 2)):
            yield core[:i]
            return


def _clipped(name: str) -> set[str]:
    """Return a name without the words of trade at its end: each of them, and none."""
    forms = {name}
    for _ in range(2):
        forms |= {f[: -len(w)] for f in forms for w in data().trade if f.endswith(w)}
    return forms


def _without_place(body: str) -> str:
    for size in range(min(8, len(body) - _REACH), 1, -1):
        if gazetteer().named(body[:size]):
            return body[size:]
    return body


class ShortFormComponent:
    """Fills ``doc.spans["short_forms"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the short forms of one doc."""
        set_group(doc, SHORT_FORMS, short_forms(Layout.of(doc), group(doc, ORGANISATIONS)))
        return doc


@Language.factory("kg_short_forms")
def make_short_forms(nlp: Language, name: str) -> ShortFormComponent:
    """Make the component; it needs ``kg_organisations`` before it."""
    return ShortFormComponent()
