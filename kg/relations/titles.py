"""The grammar of titles: [former] [level …] [department] [level …] head, from ``kg/data/relations/titles.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from kg.lexicon import load_mapping
from kg.relations.scene import Word
from kg.types import Label

# Tags of the base model that may stand inside a department: nouns, names, numbers, adjectives used as nouns.
_NOMINAL = frozenset({"n", "nz", "nw", "vn", "an", "a", "m", "s", "f", "t", "ORG", "LOC", "PER", "TIME", "q", "r"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fit(_Strict):
    """Which organisations a title may belong to when the text leaves them out."""

    labels: frozenset[Label] = frozenset()
    endings: tuple[str, ...] = ()

    def __call__(self, name: str, label: Label) -> bool:
        """Tell whether an organisation of this name and label may have the post."""
        return label in self.labels or (label is not Label.PLACE and name.endswith(self.endings or ("\0",)))


class HeadGroup(_Strict):
    """Heads that behave alike."""

    name: str
    about: str
    heads: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    fits: Fit
    bare_needs: tuple[str, ...] = ()
    """Endings of the organisation that a head without a department asks for, when the text leaves it out."""
    by_ending: bool = False
    """The head names its unit: 厂长 asks for a name ending in 厂."""
    shared: bool = False
    """Several people may hold it, so that a list of names may share it."""
    place: bool = False
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()


class Anaphor(_Strict):
    """A noun that stands for an organisation named before."""

    word: str
    labels: frozenset[Label]
    endings: tuple[str, ...] = ()
    this: bool = Field(default=False)
    """Only with a pointing word before it (该厂)."""

    def fits(self, name: str, label: Label) -> bool:
        """Tell whether a name may be meant."""
        return label in self.labels and name.endswith(self.endings or ("",))


class TitleData(_Strict):
    """The data file."""

    former: tuple[str, ...]
    levels: tuple[str, ...]
    bodies: tuple[str, ...]
    of_unions: frozenset[str]
    of_employers: frozenset[str]
    units: tuple[str, ...]
    not_in_departments: tuple[str, ...]
    department_words: frozenset[str]
    heads: tuple[HeadGroup, ...]
    plain: tuple[str, ...]
    plain_endings: tuple[str, ...]
    ages: tuple[str, ...]
    attributes: tuple[str, ...]
    openers: tuple[str, ...]
    anaphors: tuple[Anaphor, ...]
    this: tuple[str, ...]


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
        return self.group.shared or "副" in self.level

    def fits(self, name: str, label: Label) -> bool:
        """Tell whether an organisation left out by the text may be this one."""
        group = self.group
        if not self.department:
            if group.bare_needs:
                return label is not Label.PLACE and name.endswith(group.bare_needs)
            if group.by_ending:
                return label is not Label.PLACE and _ends_for(self.head, name)
        if self.department in title_data().of_unions:
            return label is Label.UNION
        if self.department in title_data().of_employers:
            return label in (Label.COMPANY, Label.ORG)
        return group.fits(name, label)


def _ends_for(head: str, name: str) -> bool:
    stem = head.removesuffix("长")
    more = {"站": ("站", "网点", "驿站"), "校": ("学校", "学院", "大学", "中学", "小学"), "秘书": ("协会", "商会", "联合会", "政府", "总会", "学会"),
            "护士": ("医院", "科", "中心"), "部": ("部", "工会"), "院": ("院",), "厂": ("厂",), "检察": ("检察院",)}
    return name.endswith(more.get(stem, (stem,)))


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def title_data() -> TitleData:
    """Return the data.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("relations/titles.yaml", TitleData)


def _free(characters: str) -> str:
    return rf"(?:(?!{'|'.join(title_data().not_in_departments)}){characters})"


def _opened(pattern: str) -> str:
    return pattern.replace("{free}", _free("[一-鿿]"))


@cache
def _grammar() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, HeadGroup]]:
    data = title_data()
    levels = _any([*data.levels, *(level for g in data.heads for level in g.levels)])
    literal = {h: g for g in data.heads for h in g.heads}
    heads = f"(?:{_any(list(literal))})"
    head = f"(?P<head>{'|'.join([heads, *(_opened(p) for g in data.heads for p in g.patterns)])})"
    free = _free("[一-鿿A-Za-z0-9·“”]")
    unit = f"(?:{_any(data.units)})"
    body = f"(?:{_any(data.bodies)})"
    department = f"(?P<department>(?:{body}){{1,2}}|(?:{body})?{free}{{0,12}}{unit}|{free}{{2,8}}(?={_any(['部长', '科长', '处长', '司长', '局长', '室长'])}))"
    grammar = re.compile(
        rf"(?P<former>{_any(data.former)})?(?P<level1>(?:{levels})*)(?:{department}(?P<level2>(?:{levels})*))?{head}"
    )
    plain = re.compile(rf"(?:{'|'.join(data.ages)})?(?:{_any(data.plain)}|{_free('[一-鿿]')}{{0,8}}(?:{_any(data.plain_endings)}))|{'|'.join(data.ages)}")
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
    if department and not anchored and department not in title_data().bodies and not _nominal(found.start("department"), found.end("department"), words):
        found = None
    if found is None:
        return None
    return Title(
        start, found.end(), found.group(), bool(found["former"]), found["level1"] + (found["level2"] or ""),
        department, head, group,
    )


@cache
def _open_group(head: str) -> HeadGroup:
    for group in title_data().heads:
        if any(re.fullmatch(_opened(p), head) for p in group.patterns):
            return group
    raise AssertionError(head)


def match_plain(text: str, start: int, end: int) -> int | None:
    """Return where a word without a post (离休干部, 代表) that begins at ``start`` ends."""
    found = _grammar()[1].match(text, start, end)
    return found.end() if found else None


def _nominal(start: int, end: int, words: Sequence[Word]) -> bool:
    allowed = title_data().department_words
    return all(w.tag in _NOMINAL or w.text in allowed for w in words if start <= w.start and w.end <= end)


@cache
def _pointers() -> re.Pattern[str]:
    data = title_data()
    return re.compile(f"(?:{_any(data.this)})(?P<word>{_any([a.word for a in data.anaphors])})")


def pointers(text: str, start: int, end: int) -> Iterator[tuple[int, Anaphor]]:
    """Yield the places in a span where a noun points back to an organisation (该项目部)."""
    words = {a.word: a for a in title_data().anaphors}
    for found in _pointers().finditer(text, start, end):
        yield found.start(), words[found["word"]]
