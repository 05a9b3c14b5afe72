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
from kg.ner.regions import full_names_in, row_spans, short_names
from kg.ner.surnames import Spaced, compound, family_length, plain, spaced
from kg.ner.titles import (
    after_names,
    before_names,
    collectives,
    follows_title,
    is_post,
    isolated_runs,
    nicknames,
    notes_after_names,
    openings,
    titles,
)
from kg.places import gazetteer
from kg.types import Label

_DOT = "·•‧・"
_DOTTED = re.compile(f"{HAN}{{1,6}}(?:[{_DOT}]{HAN}{{1,8}}){{1,3}}")
_LONG_PART = 6
_LONGEST = 6
_HEAD_OF = "长"
_CLOSED = frozenset({"p", "c", "u", "d", "r", "w"})
_LIST = re.compile(r"[、，,]\s?| ")
_HAN_RUN = re.compile(f"{HAN}+")
_BLANKS = re.compile(r"[:： \u3000]*")


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
    for span in _all_dotted(layout):
        names.add(*span)
    for s in spaced(text, openings(layout)):
        if _is_spaced(layout, s):
            names.add(s.start, _spaced_end(layout, s.end))
    for span in _recurring(layout):
        names.add(*span)
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
        and (whole != name or whole not in t.never)
        and t.unnamed not in whole
        and whole[-1] not in t.not_given
        and whole not in compound()
        and not (whole == name and nicknames().fullmatch(whole))
        and not collectives().fullmatch(whole)
    )


def _all_dotted(layout: Layout) -> list[tuple[int, int]]:
    """Return names with a dot; what stands behind a title shows where the others begin."""
    text = layout.text
    spans = [_dotted(layout, m.start(), m.end()) for m in _DOTTED.finditer(text)]
    whole = {text[s:e] for s, e in spans if follows_title(layout, s)}
    out = []
    for s, e in spans:
        known = next((w for w in whole if text.endswith(w, 0, e) and e - len(w) < s), None)
        out.append((e - len(known) if known else s, e))
    return out


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
    opened = follows_title(layout, start)
    while not opened and (i := layout.index_at(start)) >= 0 and layout.words[i][1] < first and layout.words[i][2] not in ("PER", "nz"):
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


def _is_spaced(layout: Layout, s: Spaced) -> bool:
    """Is this a name printed with a blank, and not the end of one word and the beginning of the next?"""
    text = layout.text
    if text[s.blank : s.given].count("\u3000") > 1 or text[s.start - 1 : s.start] in ("/", "／"):
        return False  # two columns; 文/图 before the next name
    if notes_after_names().match(text, s.end):
        return True
    one_word = layout.index_at(s.start) == layout.index_at(s.given)
    if one_word and layout.tag_at(s.start) == "PER" and layout.starts_word(s.start):
        return True
    if s.free or follows_title(layout, s.start):
        spelt = re.match(rf"[ \u3000]+{HAN}(?:[ \u3000]|$)", text[s.end : s.end + 6])
        return not spelt or layout.ends_word(s.end)
    return False


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
        return None
    if any(s <= title.start() < e for s, e in full_names_in(layout)):
        return None  # 如皋市|长江镇
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
    size = end - begin
    score = 0
    everyday = False
    if whole and layout.words[i][2] == "PER":
        score += 3 if follows else 2
    elif whole and layout.words[i][2] in ("n", "v", "vn", "a", "ad", "d", "r", "m", "TIME", "f"):
        # One everyday word (高级, 全体); of three characters the base model often takes a rare name for one.
        score -= 3 if size < 3 else 1
        everyday = size < 3
    if not layout.starts_word(begin):
        score -= 1
    if follows and follows.group() == titles().polite:
        score += 4
    elif follows:
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


def _recurring(layout: Layout) -> list[tuple[int, int]]:
    """Return what stands right behind a post and elsewhere opens a clause, both times before what follows names.

    This finds names of any language (才让多杰) that the base model does not know.
    """
    text = layout.text
    after = after_names()
    out = []
    for m in before_names().finditer(text):
        begin = m.end()
        run = _HAN_RUN.match(text, begin)
        if m.group() not in is_post() or run is None:
            continue
        for size in range(2, min(_LONGEST, run.end() - begin) + 1):
            name = text[begin : begin + size]
            if after.match(text, begin + size) and _opens_clause(text, name, begin):
                out.append((begin, begin + size))
                break
    return out


def _opens_clause(text: str, name: str, but: int) -> bool:
    after = after_names()
    return any(
        i != but and (i == 0 or not re.match(HAN, text[i - 1])) and text[i - 1 : i] != "、" and after.match(text, i + len(name))
        for i in _places_of(text, name)
    )


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
        if m.start() == start and m.end() - start > 1 and end - m.end() > 1:
            start = m.end()
    size = end - start
    family = family_length(text, start)
    if text[start:end] in short_names() and not (family and follows_title(layout, start)):
        follows = _trails(layout, end) or (text[end : end + 1] in "和与及" and not re.match(HAN, text[end + 1 : end + 2] or "。"))
        if not follows:
            return None
    if text.startswith(text[end - 1] + _HEAD_OF, end):
        return None  # 费科|科长
    if size > 4 and not any(c in text[start:end] for c in _DOT):
        end = next((i for i in range(start + 2, end) if (m := after_names().match(text, i)) and len(m.group()) > 1), end)
        size = end - start
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
    """Let the article's other places decide where a name ends.

    江本立率 and 江本 lose to 江本立: of a shorter and a longer reading the longer holds if the shorter never stands
    without the last character, else the shorter. A name too short that the same character follows everywhere, while
    what comes then differs, takes it in.
    """
    said = Counter(text[s:e] for s, e in spans)
    ends: dict[str, int] = {}
    out = []
    for s, e in dict.fromkeys(spans):
        name = text[s:e]
        if name not in ends:
            ends[name] = _change(text, name, said)
        out.append((s, min(e + ends[name], len(text))))
    return out


def _change(text: str, name: str, said: Counter[str]) -> int:
    """Return by how many characters a name must grow (or, below 0, shrink)."""
    family = family_length(name)
    shorter = name[:-1]
    count = text.count(name)
    if len(shorter) > 1 and text.count(shorter) > count and (said[shorter] or (family == 1 and len(name) > 3)):
        return -1
    grown = 0
    while count > 1 and len(name) < (family + 2 if family else 4):
        following = {text[i + len(name) : i + len(name) + 2] for i in _places_of(text, name)}
        firsts = {f[:1] for f in following}
        more = next(iter(firsts))
        if len(firsts) > 1 or len(following) < 2 or not re.match(HAN, more):
            break
        if more in titles().given_never and (more in titles().saying or len(following) < max(3, count)):
            break
        name, grown = name + more, grown + 1
    if not grown:
        grown = next((1 for n in said if len(n) == len(name) + 1 and n.startswith(name) and text.count(n) == count), 0)
    return grown


def _places_of(text: str, name: str) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(name), text)]


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
