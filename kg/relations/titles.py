"""The grammar of titles: [former] [level …] [department] [level …] head, from ``kg/data/relations/titles.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.relations.connectives import alternatives
from kg.relations.scene import Word
from kg.relations.title_data import Anaphor, HeadGroup, title_data
from kg.types import Label

# Tags of the base model that may stand inside a department: nouns, names, numbers, adjectives used as nouns.
_NOMINAL = frozenset({"n", "nz", "nw", "vn", "an", "a", "m", "s", "f", "t", "ORG", "LOC", "PER", "TIME", "q", "r"})


_NOUNS = frozenset({"n", "nz", "nw", "vn", "an", "a", "ORG", "LOC", "m"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title in the text."""

    start: int
    end: int
    text: str
    former: bool
    level: str
    department: str
    head: str
    group: HeadGroup

    @property
    def shared(self) -> bool:
        """Whether a list of names may share it."""
        return self.group.shared or title_data().deputy in self.level

    @property
    def names_its_unit(self) -> bool:
        """Whether the title alone says what kind of organisation it belongs to (厂长, 校长)."""
        return not self.department and (self.group.by_ending is not None or bool(self.group.bare_needs))

    def fits(self, name: str, label: Label) -> bool:
        """Tell whether an organisation left out by the text may be this one."""
        group = self.group
        if label is Label.UNION and self.head.endswith(title_data().never_in_unions):
            return False  # 值班副矿长 is nobody's in a union
        if not self.department:
            if group.bare_needs:
                return label is not Label.PLACE and name.endswith(group.bare_needs)
            if group.by_ending:
                return label is not Label.PLACE and group.by_ending(self.head, name)
        for department, endings in title_data().departments_of.items():
            if self.department.endswith(department):
                return name.endswith(endings)
        if self.department in title_data().of_unions:
            return label is Label.UNION
        if self.department in title_data().of_employers:
            return label in (Label.COMPANY, Label.ORG)
        return group.fits(name, label)


def _free(characters: str) -> str:
    return rf"(?:(?!{'|'.join(title_data().not_in_departments)}){characters})"


def _opened(pattern: str) -> str:
    return pattern.replace("{free}", _free("[一-鿿]"))


@cache
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, HeadGroup]]:
    data = title_data()
    levels = alternatives([*data.levels, *(level for g in data.heads for level in g.levels)])
    literal = {h: g for g in data.heads for h in g.heads}
    heads = f"(?:{alternatives(list(literal))})"
    head = f"(?P<head>{'|'.join([heads, *(_opened(p) for g in data.heads for p in g.patterns)])})"
    free = _free("[一-鿿A-Za-z0-9·“”]")
    unit = f"(?:{alternatives(data.units)})"
    body = f"(?:{alternatives(data.bodies)})"
    close = f"{free}{{2,8}}(?={alternatives(data.close_heads)})"
    department = f"(?P<department>(?:{body}){{1,2}}|(?:{body})?{free}{{0,12}}{unit}|{close})"
    grammar = re.compile(
        rf"(?P<former>{alternatives(data.former)})?(?P<level1>(?:{levels})*)(?:{department}(?P<level2>(?:{levels})*))?{head}"
    )
    ages = "|".join(data.ages)
    ending = f"{_free('[一-鿿]')}{{0,8}}(?:{alternatives(data.plain_endings)})"
    plain = re.compile(rf"(?:{ages})?(?:{alternatives(data.plain)}|{ending})|{ages}")
    return grammar, plain, literal


def match_title(text: str, start: int, end: int, words: Sequence[Word] = (), *, anchored: bool = True) -> Title | None:
    """Return the longest title that begins at ``start`` and ends by ``end``.

    Args:
        text: the article.
        start: where the title must begin.
        end: where it must end at the latest.
        words: the base model's words around, to check what stands in a department.
        anchored: an organisation stands right before, so that any department is believed.
    """
    grammar, _, literal = _grammar()
    found = grammar.match(text, start, end)
    if not found:
        return None
    department, head = found["department"] or "", found["head"]
    group = literal.get(head) or _open_group(head)
    checked = department and not anchored and department not in title_data().bodies
    if checked and not _nominal(*found.span("department"), words):
        return None
    return Title(
        start,
        found.end(),
        found.group(),
        bool(found["former"]),
        found["level1"] + (found["level2"] or ""),
        department,
        head,
        group,
    )


@cache
def _open_group(head: str) -> HeadGroup:
    for group in title_data().heads:
        if any(re.fullmatch(_opened(p), head) for p in group.patterns):
            return group
    raise AssertionError(head)


@cache
def _others() -> tuple[re.Pattern[str], ...]:
    data = title_data()
    return tuple(re.compile(p) for p in (data.named_bodies, data.not_named, data.named_wholes, data.named_levels))


def another_body(title: Title) -> str | None:
    """Return the name of the body that a title standing by itself begins with (口孜东矿 in 口孜东矿党委书记)."""
    bodies, departments, wholes, levels = _others()
    stem = title.text.removesuffix(title.head) if title.head in title.group.heads else title.text
    if levelled := levels.match(stem):
        return levelled.group()
    found = bodies.match(stem)
    if found and found["name"] not in title_data().bodies and not departments.fullmatch(found["name"]):
        return found["name"]
    whole = wholes.search(stem, 2)
    return stem[: whole.end()] if whole and whole.end() < len(title.text) else None


def match_plain(text: str, start: int, end: int) -> int | None:
    """Return where a word without a post (离休干部, 代表) that begins at ``start`` ends."""
    found = _grammar()[1].match(text, start, end)
    return found.end() if found else None


def match_unknown(text: str, start: int, end: int, words: Sequence[Word]) -> int | None:
    """Return where a title that the grammar does not know ends: a few nouns between 、 and a name or another 、."""
    data = title_data()
    stop = min((i for c in "、 " if (i := text.find(c, start, end)) >= 0), default=end)
    known = all(w.tag in _NOUNS for w in words if start <= w.start < stop)
    return stop if known and 2 <= stop - start <= 10 and text.endswith(data.unknown_endings, start, stop) else None


def _nominal(start: int, end: int, words: Sequence[Word]) -> bool:
    allowed = title_data().department_words
    return all(w.tag in _NOMINAL or w.text in allowed for w in words if start <= w.start and w.end <= end)


@cache
def _pointers() -> re.Pattern[str]:
    data = title_data()
    return re.compile(f"(?:{alternatives(data.this)})(?P<word>{alternatives([a.word for a in data.anaphors])})")


def pointers(text: str, start: int, end: int) -> Iterator[tuple[int, Anaphor]]:
    """Yield the places in a span where a noun points back to an organisation (该项目部)."""
    words = {a.word: a for a in title_data().anaphors}
    for found in _pointers().finditer(text, start, end):
        yield found.start(), words[found["word"]]
