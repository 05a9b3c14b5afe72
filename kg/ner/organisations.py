"""spaCy component ``kg_organisations``: names of organisations by their heads (总工会, 有限公司, 管委会 …)."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict
from spacy.language import Language
from spacy.tokens import Doc

from kg.lexicon import load_entries
from kg.ner.chains import front
from kg.ner.doc import ORGANISATIONS, set_group
from kg.ner.layout import Layout
from kg.ner.patterns import any_of
from kg.ner.titles import title_follows
from kg.types import Label

# 局|长, 委|员, 委|托: the head's last character belongs to another word.
_NOT_A_HEAD = re.compile(
    r"长(?!沙|春|治|乐|兴|江|宁|安|汀|泰|岛|子|垣|葛)|员|托(?!克)|(?<=委)[派任会]|(?<=班)[子级]|(?<=队)[伍员]|(?<=厂)房|(?<=[局厂矿])[里内区]|化"
)


class HeadGroup(BaseModel):
    """Heads of one kind (see ``kg/data/ner/heads.yaml``)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    label: Label
    needs: str
    heads: list[str]
    trade: bool = False
    title_after: bool = True
    examples: list[str]
    counterexamples: list[str]


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
    # Overlapping matches: a head may begin inside another's end (工会|联合会).
    return re.compile(f"(?=({any_of(by_head)}))"), by_head


def organisations(layout: Layout) -> list[tuple[int, int, str]]:
    """Return organisations as (start, end, label); shorter ones inside longer ones are left out."""
    pattern, by_head = _heads()
    text = layout.text
    found: dict[int, tuple[int, int, str]] = {}
    bodies: dict[int, int] = {}
    for m in pattern.finditer(text):
        head = m.group(1)
        start, end = m.start(), m.start() + len(head)
        kind = by_head[head]
        span = _read(layout, start, end, kind, bodies)
        if span is None:
            continue
        old = found.get(end)
        if old is None or span[0] < old[0] or (span[0] == old[0] and len(head) > 1 and old[0] >= span[0]):
            if old is not None and span[0] >= old[0]:
                continue
            found[end] = span
            bodies[end] = span[0]
    out: list[tuple[int, int, str]] = []
    for span in sorted(found.values(), key=lambda s: (s[0], -s[1])):
        if not out or span[1] > out[-1][1]:
            if out and span[0] < out[-1][1]:
                continue
            out.append(span)
    return out


def _read(layout: Layout, head: int, end: int, kind: HeadGroup, bodies: dict[int, int]) -> tuple[int, int, str] | None:
    text = layout.text
    if head == 0 or _NOT_A_HEAD.match(text, end) or text[head - 1] in "副正":
        return None
    if kind.needs == "nothing":
        return head, end, str(kind.label)
    f = front(layout, head, bodies)
    if f.start == head:
        return None
    if kind.needs == "name" and not (f.named and (f.level or f.words > 1)):
        return None
    if kind.needs == "words" and not (f.named or f.words >= 2):
        return None
    if kind.needs == "place" and not f.place:
        return None
    if kind.needs == "body" and not (head in bodies or f.named):
        return None
    if text[head:end] == "工会" and f.regional:
        return None
    if not kind.title_after and title_follows(text, end):
        return None
    if kind.trade and not layout.ends_word(end):
        return None
    return f.start, end, str(kind.label)


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
