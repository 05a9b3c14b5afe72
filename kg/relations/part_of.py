"""PART_OF: by name (XX公司工会 → XX公司), or because a sentence says so (下属, 隶属)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.relations.connectives import connectives
from kg.relations.scene import Findings, Scene
from kg.types import ORGANIZATIONS, Argument, Label, Mention, Relation, RelationType


class Statement(BaseModel):
    """What stands between two organisations of which one belongs to the other."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    about: str
    pattern: str
    after: str = ""
    surely: tuple[str, ...] = ()
    """Beginnings that need nothing after the whole."""
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class PartData(BaseModel):
    """The data file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    parts: tuple[str, ...]
    wholes: str
    employers: str
    never: frozenset[str]
    one_name: tuple[str, ...]
    relative: tuple[str, ...]
    union: str
    all_unions: str
    short_union: str
    group: str
    whole_group: str
    dropped: tuple[str, ...]
    full: tuple[str, ...]
    trading: tuple[str, ...]
    beside: tuple[str, ...]
    numbered: str
    statements: tuple[Statement, ...]


@cache
def part_data() -> PartData:
    """Return the data.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("relations/part_of.yaml", PartData)


@dataclass(frozen=True, slots=True)
class _Patterns:
    part: re.Pattern[str]
    whole: re.Pattern[str]
    union: re.Pattern[str]
    statements: dict[str, re.Pattern[str]]
    after: dict[str, re.Pattern[str]]
    own_parts: re.Pattern[str]
    whole_group: re.Pattern[str]
    surely: tuple[str, ...]


@cache
def _patterns() -> _Patterns:
    d = part_data()
    parts = "|".join(sorted(d.parts, key=len, reverse=True))
    return _Patterns(
        re.compile(rf".*(?:{parts}){d.numbered}"),
        re.compile(rf".{{2,}}{d.wholes}"),
        re.compile(rf"(.{{2,}}{d.employers}){d.union}"),
        {s.name: re.compile(s.pattern) for s in d.statements},
        {s.name: re.compile(s.after) for s in d.statements},
        re.compile(next(f"(?:{s.pattern})$" for s in d.statements if s.name == "own parts")),
        re.compile(d.whole_group),
        tuple(w for s in d.statements for w in s.surely),
    )


def find(scene: Scene, found: Findings) -> None:
    """Add which organisations belong to which."""
    orgs = [(i, m) for i, m in enumerate(scene.mentions) if m.label in ORGANIZATIONS]
    seen: set[tuple[str, str]] = set()
    by_name: set[str] = set()
    for part, whole, span, rule, confidence in _by_name(scene, orgs):
        if (part.name, whole.name) not in seen:
            seen.add((part.name, whole.name))
            by_name.add(part.name)
            found.add(Relation(RelationType.PART_OF, part, whole, span, rule, confidence))
    for i, k, rule, confidence in _stated(scene, orgs, by_name):
        part, whole = scene.argument(i), scene.argument(k)
        if part.name == whole.name or (part.name, whole.name) in seen or (whole.name, part.name) in seen:
            continue
        seen.add((part.name, whole.name))
        a, b = sorted((scene.mentions[i].start, scene.mentions[k].start))
        span = (scene.sentence_at(a)[0], scene.sentence_at(b)[1])
        found.add(Relation(RelationType.PART_OF, part, whole, span, rule, confidence))


# -- by name ----------------------------------------------------------------------------------------------------


def _by_name(
    scene: Scene, orgs: list[tuple[int, Mention]]
) -> Iterator[tuple[Argument, Argument, tuple[int, int], str, float]]:
    names: dict[str, int] = {}
    for i, m in orgs:
        names.setdefault(m.name, i)
    for name, i in names.items():
        span = scene.sentence_at(scene.mentions[i].start)
        wholes = [
            w
            for w in names
            if w != name and name.startswith(w) and _is_part(name[len(w) :]) and not _longer_union(w, name)
        ]
        if wholes:
            whole = max(wholes, key=len)
            yield scene.argument(i), scene.argument(names[whole]), span, "part by name", 0.88
        elif (implied := _implied(scene, scene.mentions[i], orgs)) is not None:
            yield scene.argument(i), implied, span, "part by name, whole implied", 0.75


def _is_part(rest: str) -> bool:
    return bool(_patterns().part.fullmatch(rest)) and not rest.startswith(part_data().all_unions)


def _longer_union(short: str, name: str) -> bool:
    """Tell whether one name is only the other's short form: 市总, 市总工会."""
    d = part_data()
    return short.endswith(d.short_union) and name == short + d.union


def whole_of(scene: Scene, name: str, *, relative: bool = False) -> Argument | None:
    """Return the organisation that a part's name begins with (甲公司染色车间 → 甲公司), by mention or by ending.

    Args:
        scene: the article.
        name: the part's name.
        relative: take 市总工会 inside 市总工会组织部, whose full name the part does not tell.
    """
    d = part_data()
    named = [
        (len(m.name), i)
        for i, m in enumerate(scene.mentions)
        if m.label in ORGANIZATIONS and m.name != name and name.startswith(m.name) and _is_part(name[len(m.name) :])
    ]
    if named:
        return scene.argument(max(named)[1])
    best = None
    for found in re.finditer(d.wholes, name):
        stem, rest = name[: found.end()], name[found.end() :]
        told = stem not in d.never and (relative or not stem.startswith(d.relative))
        if told and len(stem) >= 4 and rest and _is_part(rest) and not rest.startswith(d.one_name):
            best = stem
    if best is None:
        return None
    return Argument(best, Label.UNION if best.endswith(d.all_unions) else _label(best))


def _label(name: str) -> Label:
    return Label.COMPANY if name.endswith(part_data().trading) else Label.ORG


def _implied(scene: Scene, m: Mention, orgs: list[tuple[int, Mention]]) -> Argument | None:
    """Return the whole inside a part's name that has no mention just so: by its short form, or by its ending."""
    d, p, name = part_data(), _patterns(), m.name
    if m.label is Label.UNION:
        stem = name.removesuffix(d.union)
        if stem == name or stem in d.never:
            return None
        core = re.sub(f"(?:{'|'.join(d.dropped)})+$", "", stem)
        if len(core) >= 2 and not stem.startswith(d.relative):  # 省电力工会 is the trade's, not a company's
            companies = {o.name: i for i, o in orgs if o.label is Label.COMPANY}
            longer = {n: i for n, i in companies.items() if core in n and n.endswith(d.full)}
            if stem.endswith(d.group):  # 甲集团工会 is not the union of 甲集团第三工程有限公司
                longer = {n: i for n, i in longer.items() if p.whole_group.fullmatch(n[n.index(core) + len(core) :])}
            if len(longer) == 1:
                return scene.argument(next(iter(longer.values())))
        if p.union.fullmatch(name) and not stem.startswith(d.relative):
            return Argument(stem, _label(stem))
        return None
    return whole_of(scene, name)


# -- by statement -----------------------------------------------------------------------------------------------


def _stated(scene: Scene, orgs: list[tuple[int, Mention]], by_name: set[str]) -> Iterator[tuple[int, int, str, float]]:
    p, text, join, aside = _patterns(), scene.text, connectives().join, connectives().aside
    asides = [a.span() for a in aside.finditer(text)]
    orgs = [(i, m) for i, m in orgs if not any(s <= m.start < e for s, e in asides)]
    for n, (i, m) in enumerate(orgs):
        sentence = scene.sentence_at(m.start)
        if n + 1 < len(orgs):
            k, other = orgs[n + 1]
            between = text[m.end : other.start]
            if "\n" not in between and len(between) <= 16:
                if p.statements["whole before"].fullmatch(between) or p.statements["subsidiary"].fullmatch(between):
                    yield from ((j, i, "whole before its parts", 0.93) for j in _run(scene, orgs, n + 1))
                elif p.statements["part says"].fullmatch(between):
                    plain = between.startswith(p.surely)
                    if plain or p.after["part says"].match(text, other.end):
                        yield i, k, "part says its whole", 0.93
            site = other.label is Label.ORG and other.name.endswith(part_data().beside)
            if site and m.label is not Label.UNION and (not between or aside.fullmatch(between)):
                yield k, i, "part beside its whole", 0.85
        if n == 0 or not join.fullmatch(text, orgs[n - 1][1].end, m.start):
            run = _run(scene, orgs, n)
            last = scene.mentions[run[-1]]
            if len(run) > 0 and p.statements["several parts"].match(text, last.end):
                whole = _subject(scene, orgs, n, sentence)
                yield from ((j, whole, "several parts of the subject", 0.85) for j in run if whole is not None)
            elif p.own_parts.search(text, max(sentence[0], m.start - 4), m.start):
                before = orgs[n - 1][1] if n else None
                if before is None or not p.statements["whole before"].fullmatch(text, before.end, m.start):
                    whole = _subject(scene, orgs, n, sentence)
                    yield from ((j, whole, "parts of the subject", 0.85) for j in run if whole is not None)
            yield from _list_of_parts(scene, run, by_name)


def _run(scene: Scene, orgs: list[tuple[int, Mention]], n: int) -> list[int]:
    """Return the list of organisations that begins here (甲、乙和丙)."""
    out = [orgs[n][0]]
    while n + 1 < len(orgs) and connectives().join.fullmatch(scene.text, orgs[n][1].end, orgs[n + 1][1].start):
        n += 1
        out.append(orgs[n][0])
    return out


def _subject(scene: Scene, orgs: list[tuple[int, Mention]], n: int, sentence: tuple[int, int]) -> int | None:
    """Return the first organisation of the sentence, or of the paragraph before it."""
    for start in (sentence[0], scene.paragraph_at(sentence[0])[0]):
        for i, m in orgs[:n]:
            if m.start >= start and m.label is not Label.UNION:
                return i
    return None


def _list_of_parts(scene: Scene, run: list[int], by_name: set[str]) -> Iterator[tuple[int, int, str, float]]:
    """寺沟煤业综采一队、综采二队: bare teams behind one that bears the company's name belong to it too."""
    first = scene.mentions[run[0]]
    wholes = [
        (len(m.name), i)
        for i, m in enumerate(scene.mentions)
        if m.label is Label.COMPANY
        and first.name != m.name
        and first.name.startswith(m.name)
        and _is_part(first.name[len(m.name) :])
    ]
    if len(run) < 2 or not wholes:
        return
    whole = max(wholes)[1]
    for j in run[1:]:
        m = scene.mentions[j]
        if m.name not in by_name and len(m.name) <= 8 and _is_part(m.name) and m.label is not Label.UNION:
            yield j, whole, "list of parts", 0.85
