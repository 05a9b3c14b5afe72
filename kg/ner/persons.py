"""spaCy component ``kg_persons``: names of people, from the base model, titles, lists, brackets and spacing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from kg.ner.doc import LEXICAL, PERSONS, group, set_group
from kg.ner.layout import Layout
from kg.ner.patterns import HAN, any_of
from kg.ner.regions import row_spans, short_names
from kg.ner.surnames import compound, family_length, plain, spaced
from kg.ner.titles import (
    after_names,
    before_names,
    collectives,
    follows_title,
    is_post,
    isolated_runs,
    nicknames,
    notes_after_names,
    titles,
)
from kg.places import gazetteer
from kg.types import Label

_DOT = "·•‧・"
_DOTTED = re.compile(f"{HAN}{{1,6}}(?:[{_DOT}]{HAN}{{1,8}}){{1,3}}")
_LONG_PART = 6
_HEAD_OF = "长"
_CLOSED = frozenset({"p", "c", "u", "d", "r", "w"})
_LIST = re.compile(r"[、，,]\s?| ")
_HAN_RUN = re.compile(f"{HAN}+")
_BLANKS = re.compile(r"[ \u3000]*")


class Names:
    """Names found so far in one article; the firmest come first and keep their place."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.spans: list[tuple[int, int]] = []
        self._taken = bytearray(len(layout.text) + 1)

    def close(self, start: int, end: int) -> None:
        """Let no name begin or end in a span."""
        self._taken[start:end] = b"\x01" * (end - start)

    def add(self, start: int, end: int) -> bool:
        """Take a span unless it is none, overlaps another, or cannot be a name."""
        if start >= end or any(self._taken[start:end]) or not _plausible(self.layout.text[start:end]):
            return False
        self._taken[start:end] = b"\x01" * (end - start)
        self.spans.append((start, end))
        return True


def persons(layout: Layout, known: Iterable[tuple[int, int, str]] = ()) -> list[tuple[int, int, str]]:
    """Return people's names as (start, end, label).

    Args:
        layout: the article's words.
        known: names of other things, where no person can stand.
    """
    text = layout.text
    names = Names(layout)
    for start, end in [*((s, e) for s, e, _ in known), *row_spans(layout)]:
        names.close(start, end)
    for m in _DOTTED.finditer(text):
        names.add(*_dotted(layout, m.start(), m.end()))
    for m in spaced().finditer(text):
        if _is_spaced(layout, m):
            names.add(m.start(), _spaced_end(layout, m.end()))
    titled = [span for m in before_names().finditer(text) if (span := _titled(layout, m))]
    noted = [span for m in notes_after_names().finditer(text) if (span := _noted(layout, m.start()))]
    isolated = [span for m in isolated_runs().finditer(text) if (span := _isolated(layout, *m.span(m.lastindex or 0)))]
    tagged = [span for s, e, tag in layout.words if tag == "PER" and (span := _tagged(layout, s, e))]
    for span in _agree(text, [*titled, *noted, *isolated, *tagged]):
        names.add(*span)
    _lists(names)
    _spread(names)
    return [(s, e, str(Label.PERSON)) for s, e in sorted(names.spans)]


def _plausible(name: str) -> bool:
    whole = "".join(name.split())
    t = titles()
    return (
        len(whole) > 1
        and whole not in t.never
        and t.unnamed not in whole
        and whole[-1] not in t.not_given
        and whole not in compound()
        and not nicknames().fullmatch(whole)
        and not collectives().fullmatch(whole)
    )


def _dotted(layout: Layout, start: int, end: int) -> tuple[int, int]:
    """Cut a name with a dot (艾尼瓦尔·吐尔逊) out of the characters around it."""
    text = layout.text
    first = next(i for i in range(start, end) if text[i] in _DOT)
    last = next(i for i in range(end - 1, start, -1) if text[i] in _DOT)
    if gazetteer().named(text[start:first]) or layout.tag_at(first - 1) in ("LOC", "ORG"):
        return start, start
    for m in before_names().finditer(text, start, first):
        if m.end() < first:
            start = m.end()
    while (i := layout.index_at(start)) >= 0 and layout.words[i][1] < first and layout.words[i][2] not in ("PER", "nz"):
        if first - start <= 4 and layout.words[i][2] not in ("v", "p", "c", "d", "u", "r"):
            break
        start = layout.words[i][1]
    return start, _dotted_end(layout, last + 1, end)


def _dotted_end(layout: Layout, begin: int, end: int) -> int:
    """Find where the last part of a name with a dot ends: what all its occurrences share, else the first boundary."""
    text = layout.text
    stem = text[max(0, begin - 3) : begin + 2]
    shared = end - begin
    found = [m.start() + len(stem) - 2 for m in re.finditer(re.escape(stem), text)]
    for other in found:
        k = 0
        while k < shared and other + k < len(text) and text[other + k] == text[begin + k]:
            k += 1
        shared = k
    limit = begin + shared
    if len(found) > 1 and 1 < shared < _LONG_PART:
        while limit - begin > 2 and text[limit - 1] in titles().given_never:
            limit -= 1
        return limit
    i = layout.index_at(begin)
    stop = layout.words[i][1] if i >= 0 else begin + 1
    if stop - begin > 1 and len(found) == 1 and layout.words[i][2] == "PER":
        limit = min(limit, stop)
    while stop < limit:
        i = layout.index_at(stop)
        if i < 0 or after_names().match(text, stop):
            break
        whole = layout.words[i][:2] == (stop, stop + 1) and layout.words[i][2] not in _CLOSED
        if stop - begin > 1 and not whole and len(found) == 1:
            break
        stop = layout.words[i][1]
    stop = min(stop, limit)
    if stop - begin > 2 and text[stop - 1] in titles().minority_end and stop < end:
        stop -= 1
    return stop


def _is_spaced(layout: Layout, m: re.Match[str]) -> bool:
    """Is this a name printed with a blank, and not the end of one word and the beginning of the next?"""
    text = layout.text
    if text[m.end(1) : m.start(2)].count("\u3000") > 1 or text[m.start() - 1 : m.start()] in ("/", "／"):
        return False  # two columns; 文/图 before the next name
    if notes_after_names().match(text, m.end()):
        return True
    free = m.start() == 0 or not re.match(HAN, text[m.start() - 1])
    if not (free or follows_title(layout, m.start()) or layout.starts_word(m.start())):
        return False
    one_word = layout.index_at(m.start()) == layout.index_at(m.start(2))
    if one_word and layout.tag_at(m.start()) == "PER":
        return True
    spelt = re.match(rf"[ \u3000]+{HAN}(?:[ \u3000]|$)", text[m.end() : m.end() + 6])
    if free or follows_title(layout, m.start()):
        return not spelt or layout.ends_word(m.end())
    return one_word and (layout.ends_word(m.end()) or bool(after_names().match(text, m.end())))


def _spaced_end(layout: Layout, end: int) -> int:
    """Take in a second character of the given name (蒋 阿凤) where a mark stands right behind it."""
    text = layout.text
    longer = end + 1 <= len(text) and not layout.ends_word(end) and not after_names().match(text, end)
    return end + 1 if longer and not _HAN_RUN.match(text, end + 1) else end


def _titled(layout: Layout, title: re.Match[str]) -> tuple[int, int] | None:
    """Read a name right after a title: the length on which what follows and the base model agree best."""
    text = layout.text
    i = layout.index_at(title.start())
    if i >= 0 and layout.words[i][2] in ("LOC", "ORG") and layout.words[i][1] > title.end():
        return None  # 如皋市长江镇
    m = _BLANKS.match(text, title.end())
    begin = m.end() if m else title.end()
    family = family_length(text, begin)
    if not family:
        return None
    best: tuple[int, tuple[int, int]] | None = None
    for given in (2, 1):
        end = begin + family + given
        run = _HAN_RUN.match(text, begin)
        if not run or run.end() < end:
            continue
        score = _fit(layout, begin, end)
        if best is None or score > best[0]:
            best = score, (begin, end)
    if best is None:
        return None
    needed = (0 if title.group() in is_post() else 1) + (0 if family > 1 or text[begin] in plain() else 1)
    return best[1] if best[0] >= needed else None


def _fit(layout: Layout, begin: int, end: int) -> int:
    """Weigh the evidence that a name ends here."""
    text = layout.text
    follows = after_names().match(text, end)
    i = layout.index_at(begin)
    whole = i >= 0 and layout.words[i][:2] == (begin, end)
    score = 0
    everyday = False
    if whole and layout.words[i][2] == "PER":
        score += 3 if follows else 2
    elif whole and layout.words[i][2] in ("n", "v", "vn", "a", "ad", "d", "r", "m", "TIME", "f", "ORG", "t"):
        score -= 3  # one everyday word (高级, 全体)
        everyday = True
    if not layout.starts_word(begin):
        score -= 1
    if follows:
        score += 2 if layout.ends_word(end) or not follows.group() or len(follows.group()) > 1 else 1
        if not everyday and not re.match(HAN, follows.group() or " ") and text[end - 1] not in titles().closing:
            score += 4  # what is no name cannot end in a particle before a mark
    elif layout.tag_at(end) not in ("v", "p", "d", "u", "c", "f", "r") or not layout.ends_word(end):
        score -= 1
    if family_length(text, begin) > 1:
        score += 2
    if text[end - 1] in titles().given_never and layout.starts_word(end - 1) and not (
        follows and not re.match(HAN, follows.group() or "。")
    ):
        score -= 2
    if layout.ends_word(end):
        score += 1
    return score


def _noted(layout: Layout, bracket: int) -> tuple[int, int] | None:
    """Read a name right before a note in brackets, （女） or （畲族）."""
    text = layout.text
    j = layout.index_at(bracket - 1) if bracket else -1
    if j >= 0 and layout.words[j][1] == bracket and layout.words[j][2] == "PER":
        return layout.words[j][:2]
    for size in (3, 2, 4):
        start = bracket - size
        if start < 0 or not re.fullmatch(f"{HAN}+", text[start:bracket]):
            continue
        family = family_length(text, start)
        if family and size - family in (1, 2) and layout.starts_word(start):
            return start, bracket
    return None


def _isolated(layout: Layout, start: int, end: int) -> tuple[int, int] | None:
    """Accept a run of characters that stands where only a name stands: a byline's brackets, a numbered row."""
    family = family_length(layout.text, start)
    size = end - start
    i = layout.index_at(start)
    if i >= 0 and layout.words[i][:2] == (start, end) and layout.words[i][2] in ("LOC", "ORG", "n", "vn", "TIME"):
        return None
    if layout.text[start:end] in short_names():
        return None
    return (start, end) if family and 0 < size - family < 3 else None


def _tagged(layout: Layout, start: int, end: int) -> tuple[int, int] | None:
    """Mend a name of the base model; None where it is none."""
    text = layout.text
    for m in before_names().finditer(text, start, end):
        if m.start() == start and m.end() < end and family_length(text, m.end()):
            start = m.end()
    size = end - start
    family = family_length(text, start)
    if text[start:end] in short_names() and not follows_title(layout, start):
        return None
    if text.startswith(text[end - 1] + _HEAD_OF, end):
        return None  # 费科|科长
    if size < 2 or (not family and size < 3 and not follows_title(layout, start)):
        return None
    joins = layout.tag_at(end) in ("c", "p") and end + 1 < len(text)
    if size == family + 1 and _trails(layout, end):
        return start, end + 1
    if size == 2 and family == 1 and joins and not re.match(HAN, text[end + 1]) and layout.index_at(end) != layout.index_at(end + 1):
        end += 1  # 尚志和，: a conjunction cannot stand before a comma
    return start, end


def _trails(layout: Layout, end: int) -> bool:
    """Is the next word a single character that can only be the rest of the given name (刘国|中|一行)?"""
    i = layout.index_at(end)
    if i < 0 or layout.words[i][:2] != (end, end + 1) or layout.words[i][2] not in ("n", "f", "a", "nz", "s", "an", "q", "d", "ad", "m"):
        return False
    return not after_names().match(layout.text, end) and layout.text[end] not in titles().given_never + titles().minority_end


def _agree(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Let the article's other places decide between a name and the same name with one character more.

    江本立率 and 江本 lose to 江本立: of a shorter and a longer reading the longer holds if the shorter never stands
    without the last character, else the shorter.
    """
    said = Counter(text[s:e] for s, e in spans)
    out = []
    for s, e in dict.fromkeys(spans):
        name = text[s:e]
        shorter, longer = name[:-1], text[s : e + 1]
        if len(shorter) > 1 and said[shorter] and text.count(shorter) > text.count(name):
            out.append((s, e - 1))
        elif len(longer) > len(name) and said[longer] and text.count(longer) == text.count(name):
            out.append((s, e + 1))
        elif len(name) > 3 and family_length(name) == 1 and text.count(shorter) > text.count(name):
            out.append((s, e - 1))
        else:
            out.append((s, e))
    return out


def _lists(names: Names) -> None:
    """Names beside names: 甲、乙、丙 where 甲 is a name."""
    layout, text = names.layout, names.layout.text
    queue = sorted(names.spans)
    while queue:
        _, end = queue.pop()
        gap = _LIST.match(text, end)
        if not gap:
            continue
        begin = gap.end()
        family = family_length(text, begin)
        listed = gap.group() == "、"
        if not family or not (listed or gap.group() == " "):
            continue
        if family == 1 and text[begin] not in plain() and not listed:
            continue
        for given in (2, 1):
            stop = begin + family + given
            after = after_names().match(text, stop)
            if after and layout.starts_word(begin) and layout.ends_word(stop) and _fit(layout, begin, stop) > 0:
                if names.add(begin, stop):
                    queue.append((begin, stop))
                break


def _spread(names: Names) -> None:
    """A name found once is found wherever it stands, with its blank or without."""
    layout, text = names.layout, names.layout.text
    printed = {text[s:e] for s, e in names.spans}
    if not printed:
        return
    for m in re.finditer(any_of(printed | {"".join(n.split()) for n in printed}), text):
        name = m.group()
        start, end = m.span()
        i = layout.index_at(start)
        inside = i >= 0 and layout.words[i][0] < start and layout.words[i][1] > end
        aligned = layout.starts_word(start) and layout.ends_word(end)
        if (name in printed and len(name) > 2) or (not inside and (aligned or _loose(layout, start, end, name in printed))):
            names.add(start, end)


def _loose(layout: Layout, start: int, end: int, printed: bool) -> bool:
    """May a name of two characters stand here though the base model cuts elsewhere?"""
    return printed and (
        follows_title(layout, start)
        or (layout.starts_word(start) and after_names().match(layout.text, end) is not None)
    )


class PersonComponent:
    """Fills ``doc.spans["persons"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of one doc."""
        set_group(doc, PERSONS, persons(Layout(doc), group(doc, LEXICAL)))
        return doc


@Language.factory("kg_persons")
def make_persons(nlp: Language, name: str) -> PersonComponent:
    """Make the component; it needs ``kg_lac`` before it."""
    return PersonComponent()
