"""spaCy component ``kg_short_forms``: fixed short forms (全总, 省总), defined ones (以下简称“…”), and those derived from a full name."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.ner.doc import ORGANISATIONS, SHORT_FORMS, group, set_group
from kg.ner.layout import Layout
from kg.places import gazetteer
from kg.types import Label

_FIXED = re.compile(
    r"全国总工会|全总(?!工会)|(?<![一-鿿全各])中华全国总工会|(?<![全各级])[省市县区州](?:总)(?![工体的是结监部书理计公得会额])"
)
# 省总、市总: all such bodies, none by name.
_SERIES = re.compile(r"[省市县区]总、[省市县区]总")
_DEFINED = re.compile(r"[（(](?:以下|下文)?(?:简称|统称|下称)[为：:]?[“\"]?([^”\"（）()，,。]{2,14})[”\"]?[）)]")
_COMPANY_TAIL = re.compile(r"(?:股份|控股)?(?:集团)?(?:股份)?有限(?:责任)?公司|集团公司|集团|公司")


def short_forms(layout: Layout, organisations: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return short forms as (start, end, label)."""
    text = layout.text
    forms: dict[str, str] = {}
    ends = {e: (s, label) for s, e, label in organisations}
    for m in _DEFINED.finditer(text):
        if m.start() in ends:
            forms[m.group(1)] = ends[m.start()][1]
    for s, e, label in organisations:
        if label == Label.COMPANY:
            for short in _derived(text[s:e]):
                forms.setdefault(short, label)
    out = [
        (m.start(), m.end(), str(Label.UNION))
        for m in _FIXED.finditer(text)
        if not _SERIES.search(text, max(0, m.start() - 4), m.end() + 4)
    ]
    for form, label in forms.items():
        for m in re.finditer(re.escape(form), text):
            out.append((m.start(), m.end(), label))
            if (text.startswith("工会", m.end()) and not text.startswith("工会主席", m.end())) or text.startswith(
                "工会", m.end()
            ):
                out.append((m.start(), m.end() + 2, str(Label.UNION)))
    return sorted(set(out))


def _derived(name: str) -> list[str]:
    """Return the short forms that a company's full name allows: without its place, without its legal form."""
    body = _COMPANY_TAIL.sub("", re.sub(r"[（(][^）)]*[）)]", "", name))
    group_like = "集团" in name
    core = body
    for size in range(min(7, len(body) - 2), 1, -1):
        if body[:size] in _places():
            core = body[size:]
            break
    out = []
    for c in dict.fromkeys((body, core)):
        if len(c) >= 4:
            out.append(c)
        if len(c) >= 2 and group_like:
            out.append(c[:2] + "集团")
            out.append(c + "集团")
        if len(c) >= 4:
            out.append(c[:2] + "公司")
    return [o for o in out if len(o) >= 4]


@cache
def _places() -> frozenset[str]:
    return frozenset(gazetteer().forms())


class ShortFormComponent:
    """Fills ``doc.spans["short_forms"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the short forms of one doc."""
        set_group(doc, SHORT_FORMS, short_forms(Layout(doc), group(doc, ORGANISATIONS)))
        return doc


@Language.factory("kg_short_forms")
def make_short_forms(nlp: Language, name: str) -> ShortFormComponent:
    """Make the component; it needs ``kg_organisations`` before it."""
    return ShortFormComponent()
