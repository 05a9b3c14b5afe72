"""spaCy component ``kg_organisations``: names of organisations by their heads (总工会, 有限公司, 管委会 …)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from kg.ner.chains import Front, Kind, chains
from kg.ner.doc import LEXICAL, ORGANISATIONS, group, set_group
from kg.ner.fronts import front
from kg.ner.layout import Layout
from kg.ner.needs import HeadGroup, distinct, fulfils, head_groups, is_bare, of_brand, project, series
from kg.ner.patterns import HAN, any_of, occurrences
from kg.ner.regions import regions, short_names
from kg.ner.surnames import family_length, plain
from kg.ner.titles import follows_title, title_follows
from kg.ner.works import (
    bare_work,
    is_general,
    numbered_works,
    parted,
    project_owner,
    quoted_sites,
    tails,
    unknown_brand,
    venues,
)
from kg.places import abbreviations
from kg.types import Label

_MIN_REPEATED = 4
_LETTERS = 3
_SERIAL = "general unions in short"
_LOOSE = ("companies", "works and mines", "works of companies")


class Found(NamedTuple):
    """A candidate."""

    start: int
    end: int
    label: Label
    bare: bool


@cache
def _not_a_head() -> re.Pattern[str]:
    return re.compile(chains().not_a_head)


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, HeadGroup]]:
    by_head: dict[str, HeadGroup] = {}
    for g in head_groups():
        for h in g.heads:
            by_head.setdefault(h, g)
    firsts = "".join(sorted({h[0] for h in by_head}))
    return re.compile(
        f"[{firsts}](?<=(?=({any_of(by_head)})).)"
    ), by_head  # a set of characters is searched for fastest


@cache
def _around(name: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    group_ = next(g for g in head_groups() if g.name == name)
    return re.compile(any_of(group_.not_before)), tuple(group_.not_after)


def organisations(layout: Layout, known: Iterable[tuple[int, int, str]] = ()) -> list[tuple[int, int, str]]:
    """Return organisations as (start, end, label); what lies in a longer one is left out.

    Args:
        layout: the article's words.
        known: names known beforehand; organisations may begin with them (美团外卖|瑞景|站).
    """
    pattern, by_head = _heads()
    text = layout.text
    longest: dict[int, int] = {}
    for m in pattern.finditer(text):
        longest.setdefault(m.end(1), m.start())
    found: dict[int, Found] = {}
    bodies = {end: start for start, end, _ in sorted(known, reverse=True)}
    for end in sorted(longest):
        head = longest[end]
        candidate = _read(layout, head, end, by_head[text[head:end]], bodies)
        if candidate:
            found[end] = candidate
            bodies[end] = candidate.start
    extra = [(s, e, Label.ORG) for s, e in (*venues(layout), *quoted_sites(layout, bodies))]
    extra.extend(numbered_works(layout))
    whole = [f for f in found.values() if not (f.label == Label.ORG and text[f.start - 1 : f.start].isdigit())]
    outer = _outermost([*whole, *(Found(s, e, label, False) for s, e, label in extra)])
    kept = [f for f in outer if not f.bare or _has_antecedent(text, f, outer)]
    spans = [(_first_sign(text, f), f.end, str(f.label)) for f in _repeated(text, kept)]
    spans.extend((s, e, str(Label.COMPANY)) for s, e in tails(layout, spans))
    return sorted(spans)


def _read(layout: Layout, head: int, end: int, kind: HeadGroup, bodies: dict[int, int]) -> Found | None:
    """Read the organisation whose head is ``text[head:end]``."""
    text = layout.text
    place = layout.starts_word(end) and layout.tag_at(end) == "LOC"  # 东山学院|长安区: no 院长
    place = place or any(text[end : end + k] in short_names() for k in (2, 3))  # 中建三局|长沙…
    if (_not_a_head().match(text, end) and not place) or (head and text[head - 1] in chains().deputies):
        return None
    titled = kind.alone and title_follows(text, end)
    if titled and kind.needs != "team":
        return None
    if kind.trade and not _is_trade(layout, head, end):
        return None
    organ = text[head:end] in chains().committee_organs and text.endswith(chains().committee, 0, head)
    if organ and title_follows(text, end):
        return None  # 区委|政法委书记
    behind, before = _around(kind.name)
    if behind.match(text, end) or text.endswith(before, 0, head) or (kind.name == _SERIAL and series(text, head, end)):
        return None
    if text[head:end] in chains().titled_media and head and text[head - 1] == "》":
        return Found(max(text.rfind("《", 0, head), 0), end, kind.label, False)
    if kind.label != Label.COMPANY and is_general(text, head):
        return None
    if text[head:end] in chains().projects and (owner := project_owner(layout, head, bodies)) is not None:
        return Found(owner, end, kind.label, False)
    f = front(layout, head, bodies, loose=kind.needs == "team" or kind.name in _LOOSE)
    if f is not None and kind.label == Label.COMPANY:
        f = _without_union(text, f, head)
    if f is not None and kind.label == Label.UNION and _several_places(text, f.start):
        return None
    if titled and not (f and any(a.kind is Kind.BODY and b.kind is Kind.PLACE for a, b in pairwise(f.pieces))):
        return None
    if f is not None and not f.pieces and kind.needs == "name" and kind.label == Label.COMPANY:
        start = unknown_brand(layout, head)
        if start is not None:
            return Found(start, end, kind.label, False)
    if f is None or (kind.needs == "nothing" and head and text[head - 1] in chains().general):
        return None
    if kind.needs == "person":
        start = _person_before(layout, head)
        if start is not None:
            return Found(bodies.get(start, start), end, kind.label, False)
        if not distinct(text, f):
            return None
    if kind.needs == "located" and project(text, f, head):
        return None
    if kind.needs == "works" and not f.named:
        start = bare_work(layout, head, end)
        return None if start is None else Found(start, end, kind.label, start == head)
    if not fulfils(layout, f, head, text[head:end], kind.needs):
        return None
    label = Label.COMPANY if text[head:end] in chains().stations and of_brand(text, f) else kind.label
    begin = _begin(text, f, head, label)
    return Found(begin, end, label, is_bare(text, f, head, kind.needs))


def _is_trade(layout: Layout, head: int, end: int) -> bool:
    """Is a word of trade the end of a brand: by the base model, or behind what it takes for a name (铭鸿|服饰)?"""
    if not layout.ends_word(end):
        return False
    tag = layout.tag_at(head)
    text = layout.text
    if layout.place_ends(head) and _workshop().match(text, end):
        return True  # 永安|车桥|铸造车间
    if (
        text[head:end] in chains().place_trades
        and layout.place_ends(head)
        and text[end : end + 1] in tuple("、，。等的")
    ):
        return True
    before = layout.word_before(head) if head and tag == "n" and layout.starts_word(head) else None
    return tag in ("ORG", "nz") or (
        before is not None and before[1] in ("PER", "nz", "ORG") and not follows_title(layout, before[0])
    )


def _several_places(text: str, start: int) -> bool:
    """Do several provinces or cities stand in short before a union (沪宁杭|轻工工会)? They have none in common."""
    letters = frozenset(abbreviations()) | frozenset(regions().cities)
    named = any(text[start : start + k] in short_names() for k in (2, _LETTERS))
    return not named and all(c in letters for c in text[start : start + _LETTERS])


@cache
def _workshop() -> re.Pattern[str]:
    return re.compile(chains().workshop)


def _without_union(text: str, f: Front, head: int) -> Front:
    """Begin a company's name behind a union (中国能源化学地质工会|新疆油田): unions own none."""
    for i in range(len(f.pieces) - 1, -1, -1):
        p = f.pieces[i]
        if p.kind is Kind.BODY and text[p.start : p.end].endswith(chains().union):
            rest = f.pieces[i + 1 :]
            return Front(rest[0].start if rest else head, rest)
    return f


def _begin(text: str, f: Front, head: int, label: Label) -> int:
    """Return where a name begins: anew at a company behind a place that is no part of its name."""
    begin = parted(text, f.start, head) if label == Label.COMPANY or f.on_body else f.start
    return begin if label == Label.COMPANY or any(p.start == begin for p in f.pieces) else f.start


def _person_before(layout: Layout, head: int) -> int | None:
    """Return where the name of a person right before a head begins."""
    text = layout.text
    for size in (3, 2, 4):
        start = head - size
        if start < 0 or not re.fullmatch(f"{HAN}+", text[start:head]):
            continue
        family = family_length(text, start)
        if family and size - family in (1, 2) and (text[start] in plain() or family > 1):
            if not (layout.starts_word(start) or follows_title(layout, start)) or any(
                s >= start and e <= head and e - s > 1 and tag in ("v", "d", "n", "vn", "a")
                for s, e, tag in layout.between(start, head)
            ):
                continue
            whole = layout.index_at(start) == layout.index_at(head - 1) and layout.tag_at(start) in (
                "n",
                "vn",
                "v",
                "a",
            )
            if not whole or layout.word_before(head) != (start, layout.tag_at(start)):
                return start
    return None


def _outermost(found: Iterable[Found]) -> list[Found]:
    out: list[Found] = []
    for f in sorted(found, key=lambda f: (f.start, -f.end)):
        if out and f.start < out[-1].end:
            continue
        out.append(f)
    return out


def _first_sign(text: str, f: Found) -> int:
    """Return where a name begins behind the mark of an item (△甲公司) that the base model took in."""
    return next((i for i in range(f.start, f.end) if text[i].isalnum() or text[i] in chains().opens), f.start)


def _has_antecedent(text: str, bare: Found, found: list[Found]) -> bool:
    """Does the article name the body that a bare form (街道工会联合会) stands for?"""
    name = text[bare.start : bare.end]
    level = name.removesuffix(chains().party_committee)
    if level != name and level in chains().local_levels:  # 镇党委 where the article names the town
        town = re.search(
            f"{HAN}{{2}}(?<!{any_of(chains().general_signs)}){level}(?!{any_of(chains().local_not)})", text
        )
        return town is not None
    if bare.label == Label.COMPANY:
        return any(f.label == Label.COMPANY and not f.bare for f in found)
    if bare.label == Label.UNION and name.startswith(chains().groups[0]):
        ends = tuple(chains().groups)
        if any(f.label == Label.COMPANY and text[f.start : f.end].endswith(ends) for f in found):
            return True
    return any(f.end - f.start > len(name) and text[f.start : f.end].endswith(name) for f in found)


def _repeated(text: str, found: list[Found]) -> list[Found]:
    """A name found once is found wherever it stands."""
    labels = {text[f.start : f.end]: f.label for f in found if f.end - f.start >= _MIN_REPEATED}
    if not labels:
        return found
    taken = {i for f in found for i in range(f.start, f.end)}
    more = [
        Found(start, end, labels[text[start:end]], False)
        for start, end in occurrences(text, labels)
        if start not in taken and end - 1 not in taken
    ]
    return sorted([*found, *more])


class OrganisationComponent:
    """Fills ``doc.spans["organisations"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the organisations of one doc."""
        set_group(doc, ORGANISATIONS, organisations(Layout.of(doc), group(doc, LEXICAL)))
        return doc


@Language.factory("kg_organisations")
def make_organisations(nlp: Language, name: str) -> OrganisationComponent:
    """Make the component; it needs ``kg_lac`` before it."""
    return OrganisationComponent()
