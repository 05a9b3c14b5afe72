"""An article as coded text: names, lists of persons and quotations become one character each.

Rules over Chinese news fail on what stands between the words that matter: titles of thirty characters, lists, speech,
remarks in brackets. Here each group of persons with its titles is one character, so is each other mention, each
quotation and each 《document》; what brackets hold is left out. The rules are then short patterns over clauses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kg.relations.cues import DOCUMENT, GROUP, ORGANIZATION, PLACE, SPEECH, TERM, cue
from kg.relations.scene import Scene
from kg.types import Label

_BRACKET = re.compile(r"[（(【\[][^（）()【】\n]{0,80}[）)】\]]")
_DOCUMENT = re.compile(r"《[^《》\n]{1,80}》")
_QUOTE = re.compile(r"“[^“”\n]*”|「[^「」\n]*」|\"[^\"\n]{1,60}\"|‘[^‘’\n]*’")
_OPEN = "（(【["
_MARKS = '《“「"‘'
_ENDS = "。！？!?\n"
_BREAKS = "，,；;：:—" + SPEECH
_CODES = frozenset((DOCUMENT, GROUP, ORGANIZATION, PLACE, SPEECH, TERM))
"""Characters of private use: where the text itself holds one, it is none of ours."""
_FULL = str.maketrans(",;:!?", "，；：！？")
"""Marks of half width, which some papers print; the patterns know the full ones."""


@dataclass(frozen=True, slots=True)
class Group:
    """Persons named together, each with the title that stands before the name."""

    start: int
    end: int
    persons: tuple[int, ...]
    """Mention indices."""
    titles: tuple[str, ...]
    reporter: bool
    inner: tuple[int, ...] = ()
    """Mentions inside the titles."""
    sides: tuple[int, ...] = ()
    """The first organisation in each person's title, where every one has one."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: a stretch of coded text."""

    start: int
    end: int
    text: str
    mark: str
    """The punctuation behind it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Clauses up to a full stop."""

    start: int
    end: int
    clauses: tuple[Clause, ...]
    headline: bool
    paragraph: int


@dataclass(frozen=True)
class Layout:
    """Coded text with the way back: ``origin[i]`` is the span in the article, ``refs[i]`` a group or mention."""

    coded: str
    origin: tuple[tuple[int, int], ...]
    refs: tuple[int, ...]
    groups: tuple[Group, ...]
    sentences: tuple[Sentence, ...]
    titles: dict[str, str] = field(default_factory=dict)
    """All titles that stand before a person's name, by name."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the article's span of a stretch of coded text (not empty)."""
        return self.origin[start][0], self.origin[end - 1][1]

    def at(self, position: int) -> int:
        """Return the position in coded text of a position in the article."""
        lo, hi = 0, len(self.origin)
        while lo < hi:
            mid = (lo + hi) // 2
            lo, hi = (mid + 1, hi) if self.origin[mid][1] <= position else (lo, mid)
        return lo

    def group(self, position: int) -> Group:
        """Return the group whose code stands at a position."""
        return self.groups[self.refs[position]]


Item = tuple[str, int, int, int]  # code or character, start, end, mention index or -1


def _quotation(text: str, start: int, body: str) -> str:
    inner = body[1:-1]
    if re.search(r"[。！？!?…]", inner) or text[max(start - 1, 0)] in "：:":
        return SPEECH
    return SPEECH if re.search(r"[，,；]", inner) and len(inner) > 16 else TERM


def _wide(text: str, i: int) -> str:
    """Return the mark at ``i`` in full width, digits around it apart: 3:30, 1,000."""
    inside = text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()
    return text[i] if inside else text[i].translate(_FULL)


def _is_headline(text: str, at: int) -> bool:
    """Say whether the line around a position holds no mark that ends clauses, and a verb before the position."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    plain = len(line) <= 40 and not re.search("[，。；,;：:]", line)
    return plain and bool(cue("words", "acts").search(text, start, at))


def _items(scene: Scene) -> list[Item]:
    text, out, i = scene.text, [], 0
    starts = {m.start: k for k, m in enumerate(scene.mentions)}
    named = {m.start for m in scene.mentions if m.label is Label.PERSON}
    while i < len(text):
        if i in starts:
            m = scene.mentions[starts[i]]
            code = {Label.PERSON: GROUP, Label.PLACE: PLACE}.get(m.label, ORGANIZATION)
            out.append((code, m.start, m.end, starts[i]))
            i = m.end
            continue
        if text[i] in _OPEN and (found := _BRACKET.match(text, i)):
            i = found.end()
            opens = cue("words", "dateline_end").search("".join(c for c, *_ in out[-4:]))
            if opens and i < len(text) and text[i] not in _BREAKS + _ENDS:
                out.append(("，", i - 1, i, -1))  # 本报讯（记者张三）全市工会工作会议
            continue
        found = None
        if text[i] in _MARKS and (found := _DOCUMENT.match(text, i)):
            out.append((DOCUMENT, i, found.end(), -1))
        elif text[i] in _MARKS and (found := _QUOTE.match(text, i)):
            code = _quotation(text, i, found.group())
            out.append((code, i, found.end(), -1))
            if code == SPEECH and text[max(i - 1, 0)] in "：:":
                out.append(("。", found.end() - 1, found.end(), -1))
        elif text[i] == "\n" or not text[i].isspace():
            out.append(("\ufffd" if text[i] in _CODES else _wide(text, i), i, i + 1, -1))
        elif cue("words", "dateline_end").search("".join(c for c, *_ in out[-4:])) and out[-1][0] != "，":
            out.append(("，", i, i + 1, -1))
        elif i + 1 in named and out and out[-1][0].isalpha() and _is_headline(text, i):
            out.append(("，", i, i + 1, -1))  # 张三讲话 李四授旗
        i = found.end() if found else i + 1
    return out


def _title_start(code: str, end: int, floor: int) -> int:
    """Return where the title before the name at ``end`` begins, not before ``floor``."""
    start = end
    while start > floor and code[start - 1] not in _ENDS + _BREAKS + GROUP:
        start -= 1
    cut = max((m.end() for m in cue("clauses", "title_cut").finditer(code, start, end)), default=start)
    while cut < end and cue("words", "particle").match(code[cut]):
        cut += 1
    while re.match(f"[{ORGANIZATION}{PLACE}]、[{ORGANIZATION}{PLACE}]", code[cut:end]):
        cut += 2  # 代表A、B局长: A is no part of the title
    title = code[cut:end]
    named = re.search(f"[{ORGANIZATION}{PLACE}]", title)
    if not title or (not cue("clauses", "title_end").search(title) and not (named and len(title) < 3)):
        return end
    if len(title) > 60:
        return end
    return cut


def _joined(between: str) -> bool:
    """Say whether the text between two names only joins them: a separator and the second one's title."""
    if cue("words", "joins_bare").search(between):
        return True
    if cue("words", "joins_of").search(between):
        return True
    if cue("words", "joins_trade").search(between) and not cue("clauses", "title_cut").search(between[1:]):
        return True
    between = cue("words", "courtesy").sub("", between)
    body = cue("words", "separator").sub("", between)
    if body == between or len(body) > 60 or any(c in _ENDS for c in body):
        return False
    if cue("clauses", "title_cut").search(cue("words", "no_verb").sub("", body)):
        return False
    return bool(cue("clauses", "title_end").search(body)) and not re.search("[：:；;]", body)


_Found = tuple[int, int, list[int], list[str], list[int], list[int]]


def _side(items: list[Item], start: int, end: int) -> list[int]:
    """Return the first organisation of a title, as a list of one or none."""
    return [m for c, _, _, m in items[start:end] if c == ORGANIZATION][:1]


def _groups(items: list[Item]) -> list[_Found]:
    code = "".join(c for c, *_ in items)
    people = [i for i, c in enumerate(code) if c == GROUP]
    out: list[_Found] = []
    for i in people:
        two = cue("words", "two").match(code[out[-1][1] : i]) if out else None
        apart = two and cue("clauses", "talks").search(code[i + 1 : i + 20])
        if out and cue("words", "kin").search(code[out[-1][1] : i]):
            first, _, persons, titles, inner, sides = out[-1]  # 张三的妻子李四: she is meant
            out[-1] = (first, i + 1, [*persons[:-1], items[i][3]], [*titles[:-1], ""], inner, sides)
        elif out and not apart and _joined(code[out[-1][1] : i]):
            first, last, persons, titles, inner, sides = out[-1]
            titles.append(cue("words", "separator").sub("", cue("words", "no_verb").sub("", code[last:i])))
            inner.extend(items[k][3] for k in range(last, i) if items[k][3] >= 0)
            out[-1] = (first, i + 1, [*persons, items[i][3]], titles, inner, sides + _side(items, last, i))
        else:
            start = _title_start(code, i, out[-1][1] if out else 0)
            inside = [items[k][3] for k in range(start, i) if items[k][3] >= 0]
            out.append((start, i + 1, [items[i][3]], [code[start:i]], inside, _side(items, start, i)))
    ready = []
    for n, (start, end, persons, titles, inner, sides) in enumerate(out):
        if more := cue("clauses", "tail_count").match(code[end : end + 12]):
            following = out[n + 1][0] if n + 1 < len(out) else len(code)
            end = min(end + len(cue("words", "together_end").sub("", more.group())), following)
        ready.append((start, end, persons, titles, inner, sides))
    return ready


@lru_cache(maxsize=8)
def layout(scene: Scene) -> Layout:
    """Return the coded text of a scene."""
    items = _items(scene)
    found = _groups(items)
    coded, origin, refs, groups = [], [], [], []
    skip = {s: (e, g) for g, (s, e, *_) in enumerate(found)}
    i = 0
    while i < len(items):
        if i in skip:
            end, g = skip[i]
            _, _, persons, titles, inner, sides = found[g]
            span = items[i][1], items[end - 1][2]
            reporter = bool(cue("clauses", "reporter").search(titles[0]))
            groups.append(Group(*span, tuple(persons), tuple(titles), reporter, tuple(inner), tuple(sides)))
            coded.append(GROUP)
            origin.append(span)
            refs.append(len(groups) - 1)
            i = end
            continue
        c, start, stop, mention = items[i]
        coded.append(c)
        origin.append((start, stop))
        refs.append(mention)
        i += 1
    text = "".join(coded)
    names: dict[str, str] = {}
    for group in groups:
        last = ""
        for k, t in zip(group.persons, group.titles, strict=True):
            last = t = t or last  # 副主席甲、乙: the title holds for both
            name = scene.mentions[k].name
            names[name] = f"{names.get(name, '')} {t}".strip()
    return Layout(text, tuple(origin), tuple(refs), tuple(groups), _sentences(scene, text, origin), names)


def _sentences(scene: Scene, text: str, origin: list[tuple[int, int]]) -> tuple[Sentence, ...]:
    out, start, paragraph = [], 0, 0
    for i, c in enumerate(text + "\n"):
        if c not in _ENDS:
            continue
        if i > start:
            clauses, left = [], start
            for k in range(start, i + 1):
                if k == i or text[k] in _BREAKS:
                    if k > left:
                        clauses.append(Clause(left, k, text[left:k], text[k] if k < len(text) else "\n"))
                    left = k + 1
            if clauses:
                head = origin[start][0] < scene.article.body_start
                out.append(Sentence(start, i, tuple(clauses), head, paragraph))
        start = i + 1
        paragraph += c == "\n"
    return tuple(out)
