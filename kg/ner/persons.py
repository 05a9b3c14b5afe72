"""spaCy component ``kg_persons``: names of people, from the base model, titles, lists, brackets and spacing."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.ner.doc import PERSONS, set_group
from kg.ner.layout import Layout
from kg.ner.patterns import any_of
from kg.ner.surnames import HAN, compound, has_surname, plain, shape, spaced
from kg.ner.titles import before_names, titles
from kg.types import Label

_DOTTED = re.compile(f"{HAN}{{1,7}}(?:[·•‧・]{HAN}{{1,8}}){{1,3}}")
_NICK = re.compile(
    f"[老小阿大]{HAN}|{HAN}{{1,2}}(?:师傅|老师|大姐|大哥|阿姨|大爷|大妈|总|工|某|某某|局|书记|主席|老)|{HAN}某.*"
)
_ADVERBS = "刚正已则还也又曾率向与及在对将说等就都是为作任从"


@cache
def _after() -> re.Pattern[str]:
    return re.compile(f'[、，。；：！？,;:!?（()）“”"\\s/]|$|{any_of(titles().after)}')


@cache
def _note() -> re.Pattern[str]:
    return re.compile(
        f"[（(](?:{any_of(titles().notes)}|[^（）()\n]{{0,12}}族|左[一二三四五六七八]|右[一二三四五六七八]|女，|前排|后排)"
    )


def persons(layout: Layout) -> list[tuple[int, int, str]]:
    """Return people's names as (start, end, label), the firmest evidence first where two overlap."""
    text = layout.text
    taken = bytearray(len(text) + 1)
    out: list[tuple[int, int]] = []

    def take(start: int, end: int) -> None:
        if start < end and not any(taken[start:end]) and _plausible(text[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            out.append((start, end))

    for m in _DOTTED.finditer(text):
        take(*_dotted(layout, m.start(), m.end()))
    for m in spaced().finditer(text):
        if _spaced(layout, m):
            take(m.start(), m.end())
    for start, end, tag in layout.words:
        if tag == "PER":
            take(*_tagged(layout, start, end))
    for m in before_names().finditer(text):
        take(*_titled(layout, m.end()))
    for m in _note().finditer(text):
        take(*_noted(layout, m.start()))
    _lists(layout, out, take)
    _spread(layout, out, take)
    return [(s, e, str(Label.PERSON)) for s, e in sorted(out)]


def _plausible(name: str) -> bool:
    plain_name = "".join(name.split())
    if len(plain_name) < 2 or plain_name in titles().never or _NICK.fullmatch(plain_name):
        return False
    return "某" not in plain_name and "\n" not in name


def _dotted(layout: Layout, start: int, end: int) -> tuple[int, int]:
    """Cut what the base model sees as other words off the ends of a name with a dot."""
    text = layout.text
    dot = re.search(r"[·•‧・]", text[start:end])
    last = max(text.rfind(c, start, end) for c in "·•‧・")
    first = start + dot.start() if dot else start
    for m in before_names().finditer(text, start, first):
        start = m.end()
    i = layout.index_at(start)
    while i >= 0 and layout.words[i][1] < first and layout.words[i][2] != "PER":
        start = layout.words[i][1]
        i = layout.index_at(start)
    j = layout.index_at(last + 1)
    stop = layout.words[j][1] if j >= 0 else end
    while (
        stop < end
        and layout.tag_at(stop) in ("PER", "n", "nz")
        and stop - last < 4
        and not before_names().match(text, stop)
    ):
        stop = layout.words[layout.index_at(stop)][1]
    stop = min(stop, end)
    if stop - last > 3 and text[stop - 1] in _ADVERBS:
        stop -= 1
    return start, stop


def _spaced(layout: Layout, m: re.Match[str]) -> bool:
    """Is this a name printed with a blank, and not the end of one word and the beginning of the next?"""
    text = layout.text
    before = text[m.start() - 1] if m.start() else "\n"
    i, j = layout.index_at(m.start()), layout.index_at(m.end() - 1)
    if i >= 0 and i == j and layout.words[i][:2] == m.span():
        return layout.words[i][2] == "PER" or not re.match(HAN, before) or _title_ends(layout, m.start())
    if re.match(HAN, before) and not (_title_ends(layout, m.start()) or layout.starts_word(m.start())):
        return False
    if not re.match(HAN, before) or _title_ends(layout, m.start()):
        return True
    return bool(_after().match(text, m.end()))


def _title_ends(layout: Layout, position: int) -> bool:
    text = layout.text
    return any(m.end() == position for m in before_names().finditer(text, max(0, position - 8), position))


def _tagged(layout: Layout, start: int, end: int) -> tuple[int, int]:
    """Mend a name of the base model; an empty span where it is none."""
    text = layout.text
    name = text[start:end]
    for m in before_names().finditer(text, start, end):
        if m.start() == start and m.end() < end and has_surname(text[m.end() :]):
            start = m.end()
            name = text[start:end]
    if not has_surname(name) and len(name) < 3 and not _title_ends(layout, start):
        return start, start
    if (
        len(name) == 2
        and end < len(text) - 1
        and text[end] in "和与及为向"
        and re.match(r"[、，。；,;（(\n]", text[end + 1])
    ):
        end += 1  # 尚志和，: a conjunction cannot stand before a comma
    if len(name) == 1:
        return start, start
    if len(name) > 3 and has_surname(name) and name[:2] not in compound() and name[-1] in _ADVERBS:
        end -= 1
    return start, end


def _titled(layout: Layout, position: int) -> tuple[int, int]:
    """Read a name right after a title."""
    text = layout.text
    while position < len(text) and text[position] in " \u3000":
        position += 1
    m = shape().match(text, position)
    if m is None:
        return position, position
    name = m.group()
    family = 2 if name[:2] in compound() else 1
    for size in (family + 2, family + 1):
        end = position + size
        if end > m.end():
            continue
        if _after().match(text, end) and (layout.ends_word(end) or end == len(text)):
            if (
                layout.tag_at(position) in ("n", "v", "vn", "a")
                and layout.starts_word(position)
                and layout.ends_word(end)
                and layout.index_at(position) == layout.index_at(end - 1)
            ):
                continue  # one everyday word
            return position, end
    return position, position


def _noted(layout: Layout, bracket: int) -> tuple[int, int]:
    """Read a name right before a note in brackets (女)."""
    text = layout.text
    for size in (3, 2, 4):
        start = bracket - size
        if start < 0 or not all(re.match(HAN, c) for c in text[start:bracket]):
            continue
        if (
            has_surname(text[start:])
            and layout.starts_word(start)
            and (size < 4 or text[start : start + 2] in compound())
        ):
            return start, bracket
    return bracket, bracket


def _lists(layout: Layout, out: list[tuple[int, int]], take: object) -> None:
    """Names beside names: 甲、乙、丙 where 甲 is a name."""
    text = layout.text
    queue = list(out)
    while queue:
        start, end = queue.pop()
        if end < len(text) - 2 and text[end] in "、和":
            position = end + 1
            m = shape().match(text, position)
            if m:
                name = m.group()
                for size in (3, 2):
                    stop = position + size
                    if (
                        stop <= m.end()
                        and re.match(r"[、，。；,;（(\n）)]|等|和|为|任|当选|分获|一并", text[stop : stop + 2] or "\n")
                        and layout.starts_word(position)
                        and layout.ends_word(stop)
                    ):
                        if name[0] in plain() or name[:2] in compound():
                            before = len(out)
                            take(position, stop)  # type: ignore[operator]
                            queue.extend(out[before:])
                        break


def _spread(layout: Layout, out: list[tuple[int, int]], take: object) -> None:
    """A name found once is found wherever it stands, with or without its blank."""
    text = layout.text
    names = {text[s:e] for s, e in out}
    forms = names | {"".join(n.split()) for n in names}
    if not forms:
        return
    for m in re.finditer(any_of(forms), text):
        name = m.group()
        if (name in names and (len(name) > 2 or layout.starts_word(m.start()) or layout.ends_word(m.end()))) or (
            layout.starts_word(m.start())
            and layout.ends_word(m.end())
            and layout.tag_at(m.start()) in ("PER", "nz", "n")
        ):
            take(m.start(), m.end())  # type: ignore[operator]


class PersonComponent:
    """Fills ``doc.spans["persons"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of one doc."""
        set_group(doc, PERSONS, persons(Layout(doc)))
        return doc


@Language.factory("kg_persons")
def make_persons(nlp: Language, name: str) -> PersonComponent:
    """Make the component; it needs ``kg_lac`` before it."""
    return PersonComponent()
