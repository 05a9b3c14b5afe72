"""Readings of a personal name at one spot: behind a title, before a note, printed with a blank, by the base model."""

from __future__ import annotations

import re

from kg.ner.dotted import DOTS
from kg.ner.layout import Layout
from kg.ner.patterns import HAN
from kg.ner.regions import full_names_in, short_names
from kg.ner.surnames import Spaced, family_length, follows_calling, plain
from kg.ner.titles import after_names, before_names, follows_title, is_post, notes_after_names, titles
from kg.ner.transliterated import is_transliterated

HAN_RUN = re.compile(f"{HAN}+")
_BLANKS = re.compile(r"[:： \u3000]*")
_LONGEST_RUN = 6
_STRAY = 3
_JOINTS = "和与及或"
_SLASHES = ("/", "／")


def is_spaced(layout: Layout, s: Spaced) -> bool:
    """Is this a name printed with a blank, and not the end of one word and the beginning of the next?"""
    text = layout.text
    if text[s.blank : s.given].count("\u3000") > 1 or text[s.start - 1 : s.start] in _SLASHES:
        return False  # two columns; 文/图 before the next name
    if notes_after_names().match(text, s.end):
        return True
    one_word = layout.index_at(s.start) == layout.index_at(s.given)
    if one_word and layout.tag_at(s.start) == "PER" and layout.starts_word(s.start):
        return True
    if s.free or follows_title(layout, s.start) or follows_calling(text, s.start):
        spelt = re.match(rf"[ \u3000]+{HAN}(?:[ \u3000]|$)", text[s.end : s.end + 6])
        return not spelt or layout.ends_word(s.end)
    return False


def spaced_end(layout: Layout, end: int) -> int:
    """Take in a second character of the given name (蒋 阿凤) where a mark stands right behind it."""
    text = layout.text
    longer = end + 1 <= len(text) and not layout.ends_word(end) and not after_names().match(text, end)
    return end + 1 if longer and not HAN_RUN.match(text, end + 1) else end


def titled(layout: Layout, title_start: int, title_end: int) -> tuple[int, int] | None:
    """Read a name right after a title: the length on which what follows and the base model agree best."""
    text = layout.text
    title = text[title_start:title_end]
    i = layout.index_at(title_start)
    if i >= 0 and layout.words[i][2] in ("LOC", "ORG") and layout.words[i][1] > title_end:
        return None
    if any(s <= title_start < e for s, e in full_names_in(layout)):
        return None  # 如皋市|长江镇
    blank = _BLANKS.match(text, title_end)
    begin = blank.end() if blank else title_end
    family = family_length(text, begin)
    if not family:
        return _rare(layout, begin) if title in is_post() else None
    best: tuple[int, tuple[int, int]] | None = None
    for given in (2, 1):
        end = begin + family + given
        run = HAN_RUN.match(text, begin)
        if not run or run.end() < end or (text[end - 1] in titles().shot and run.end() == end and given > 1):
            continue
        score = fit(layout, begin, end)
        if best is None or score > best[0]:
            best = score, (begin, end)
    if best is None:
        return None
    needed = (0 if title in is_post() else 1) + (0 if family > 1 or text[begin] in plain() else 1)
    named = text[best[1][1] : best[1][1] + 1] == titles().appointed and title in titles().acts  # 增补|向万红|为
    if text.startswith(tuple(titles().homes), best[1][1]) and best[1][1] - begin > 2 and text[begin] not in _JOINTS:
        return best[1]  # 困难职工|于文明|家中
    if not named and _joins_words(layout, *best[1], firm=title in is_post() or title in titles().bylines):
        return None
    given = layout.tag_at(begin + 1) == "PER" and layout.starts_word(begin + 1) and not family_length(text, begin + 1)
    if title in is_post() and given:
        needed -= 1  # 主席|和|彦苓
    elif text[begin] in titles().given_never and not (title in titles().acts and len(title) > 1):
        needed += 2  # 职工|和|新业态: a conjunction before it is a family name
    return best[1] if best[0] >= needed else None


def _rare(layout: Layout, begin: int) -> tuple[int, int] | None:
    """Read a name with a rare family name behind a post: three characters, no common words, and what follows names."""
    text = layout.text
    end = begin + _STRAY
    run = HAN_RUN.match(text, begin)
    follows = after_names().match(text, end)
    if run is None or run.end() < end or not follows or not layout.starts_word(begin) or not layout.ends_word(end):
        return None
    if re.match(HAN, follows.group() or "。") and len(follows.group()) < 2:
        return None
    words = layout.between(begin, end)
    named = any(tag in ("PER", "nz", "nw") for _, _, tag in words)
    whole = len(words) == 1 and words[0][2] in ("v", "a", "d", "vn")
    return (begin, end) if (named or whole) and not any(tag in ("LOC", "ORG", "TIME") for *_, tag in words) else None


def _joins_words(layout: Layout, begin: int, end: int, firm: bool) -> bool:
    """Is this a conjunction, preposition or verb and the common word behind it (和|困难, 来|打分)?

    Behind a post or in a byline (``firm``) a verb or preposition may be a family name (信|长河, 向|红梅).
    """
    words = layout.between(begin, end)
    if len(words) != 2 or words[0][:2] != (begin, begin + 1) or words[1][0] != begin + 1:
        return False
    first, second = words[0][2], words[1][2]
    if layout.text[begin] in plain() and layout.text[begin] not in titles().weak:
        return False  # 师傅|边|守义, 劳动模范|盛|有福
    return (
        first in (("c",) if firm else ("c", "p", "v", "d"))
        and words[1][1] - begin > 2
        and second in ("n", "v", "vn", "a", "an", "ad", "d", "r")
    )


def fit(layout: Layout, begin: int, end: int) -> int:
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
        # 劳动模|范时传祥: the base model's word is the title's end and the name.
        tail = i >= 0 and layout.words[i][1] == end and begin - layout.words[i][0] < 3 and follows_title(layout, begin)
        score += 3 if tail and size > 2 else -1
    elif i >= 0 and 1 < layout.words[i][1] - begin < size and layout.words[i][2] in ("n", "vn", "v", "ad"):
        score -= 2  # 宿舍|装
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
    if (
        text[end - 1] in titles().given_never
        and layout.starts_word(end - 1)
        and not (follows and not re.match(HAN, follows.group() or "。"))
    ):
        score -= 2
    if layout.ends_word(end):
        score += 1
    return score


def noted(layout: Layout, bracket: int) -> tuple[int, int] | None:
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


def isolated(layout: Layout, start: int, end: int) -> tuple[int, int] | None:
    """Accept a run of characters that stands where only a name stands: a byline's brackets, a numbered row."""
    family = family_length(layout.text, start)
    size = end - start
    i = layout.index_at(start)
    if i >= 0 and layout.words[i][:2] == (start, end) and layout.words[i][2] in ("LOC", "ORG", "n", "vn", "TIME"):
        return None
    if layout.text[start:end] in short_names():
        return None
    return (start, end) if family and 0 < size - family < 3 else None


def tagged(layout: Layout, start: int, end: int) -> tuple[int, int] | None:
    """Mend a name of the base model; None where it is none."""
    text = layout.text
    for m in before_names().finditer(text, start, end):
        if m.start() == start and m.end() - start > 1 and end - m.end() > 1:
            start = m.end()
    # 劳动模|范巴亚琴: the title's end went to the name.
    start = next(
        (i for i in range(start + 1, end - 1) if not layout.starts_word(i) and _title_over(layout, i, start)), start
    )
    size = end - start
    if size > _LONGEST_RUN and not any(c in text[start:end] for c in (*DOTS, " ", "\u3000")):
        return None  # a body that the base model takes for a person
    family = family_length(text, start)
    if text[start:end] in short_names() and not (family and follows_title(layout, start)):
        follows = _trails(layout, end) or (
            text[end : end + 1] in tuple(titles().joining) and not HAN_RUN.match(text, end + 1)
        )
        if not follows:
            return None
    if text.startswith(text[end - 1] + titles().head_of, end):
        return None  # 费科|科长
    if size > 4 and not any(c in text[start:end] for c in DOTS):
        ends = (i for i in range(start + 2, end) if (after := after_names().match(text, i)) and len(after.group()) > 1)
        end = next(ends, end)
        size = end - start
    if not family and size > _STRAY and not follows_title(layout, start) and not _spelt(text[start:end]):
        return None  # 心理咨询师
    if not family and not follows_title(layout, start):
        stray = size == _STRAY and not after_names().match(text, end) and text.count(text[start:end]) == 1
        if size < _STRAY or stray:
            return None  # 钢花飞|处
    if size < _STRAY - 1:
        return None
    if size == family + _STRAY - 1 and text[end - 1] in titles().shot and not text[end : end + 1].strip():
        return start, end - 1  # 实习生秦培|摄
    joins = layout.tag_at(end) in ("c", "p") and end + 1 < len(text)
    if size == family + 1 and _trails(layout, end):
        return start, end + 1
    if (
        size == 2
        and family == 1
        and joins
        and (not re.match(HAN, text[end + 1]) or (layout.tag_at(end) == "c" and layout.tag_at(end + 1) == "ad"))
        and layout.index_at(end) != layout.index_at(end + 1)
    ):
        end += 1  # 尚志和，, 尚志和|亲切: a conjunction cannot stand before a comma or adverb
    return start, end


def _spelt(name: str) -> bool:
    """Is a name printed with a dot or blank, or spelt in characters for other languages?"""
    return is_transliterated(name) or any(c in name for c in (*DOTS, " ", "\u3000"))


def _title_over(layout: Layout, position: int, start: int) -> bool:
    """Does a title end here that began before a word?"""
    titles_here = (m for m in before_names().finditer(layout.text, max(0, start - 6), position))
    return follows_title(layout, position) and any(m.start() < start and m.end() == position for m in titles_here)


def _trails(layout: Layout, end: int) -> bool:
    """Is the next word a single character that can only be the rest of the given name (刘国|中|一行)?"""
    i = layout.index_at(end)
    if (
        i < 0
        or layout.words[i][:2] != (end, end + 1)
        or layout.words[i][2] not in ("n", "f", "a", "nz", "s", "an", "q", "d", "ad", "m")
    ):
        return False
    return (
        not after_names().match(layout.text, end)
        and layout.text[end] not in titles().given_never + titles().minority_end
    )
