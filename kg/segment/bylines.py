"""Bylines: which lines are one, where articles begin, and the reporters' names. The words are in ``bylines.yaml``."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.segment.lexicon import byline_patterns
from kg.text import fold, is_han

MARKS = "■□●◆▲△★☆◎○◇"
_LONGEST_LINE = 60
_LONG_NAME = 4
_MOST_NAMES = 8
_LONGEST_UNMARKED = 9
"""Characters of a line of names behind a mark, without a word for who they are."""
_NOT_IN_BYLINES = re.compile(r"[。,;!?…“”]")
_HEAD = 40
_OPENINGS = "([【"
_REMARK = re.compile(r"\(([^()【】。,;!?]{2,60})\)\s*$")
_BRACKETED = re.compile(r"\s*[(【]([^)】]{2,80})[)】]")
_NAME = re.compile(r"\s*[::]?\s*([\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff] [\u4e00-\u9fff]{1,2})(?=[\s、,;:]|$)")
_BETWEEN = re.compile(r"[\s、,;/]*")
_SEPARATORS = re.compile(r"[、,;/|::()【】]")
_REACH = 70
"""Characters after 本报讯 in which a byline without brackets must end."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return byline_patterns()[name]


@lru_cache(maxsize=4096)
def is_byline(folded: str) -> bool:
    """Whether a line is a byline and nothing else: ■本报记者 赵院娟; 本报记者 张三 通讯员 李四 文/图."""
    if not folded or len(folded) > _LONGEST_LINE or _NOT_IN_BYLINES.search(folded):
        return False
    marked = folded[0] in MARKS
    text = folded.lstrip(MARKS).strip().strip("()【】")
    work = _pattern("work")
    if not marked and not _pattern("role").search(text):
        return False
    parts = [p.strip() for p in _pattern("role").split(text)]
    if len(parts) > 1 and work.sub("", parts[0]).strip(" :/、"):
        return False
    if len(parts) == 1 and (not marked or len(text) > _LONGEST_UNMARKED):
        return False
    count = 0
    for part in parts[1:] or parts:
        bare = _SEPARATORS.sub(" ", work.sub(" ", part))
        names = _joined(bare.split())
        if not all(_is_name(n) for n in names) or (len(parts) == 1 and not all(_is_likely(n) for n in names)):
            return False
        count += len(names)
    return 1 <= count <= (_MOST_NAMES if len(parts) > 1 else 2)


@lru_cache(maxsize=4096)
def is_starter(folded: str) -> bool:
    """Whether a paragraph opens an article: 本报讯 …, 本报记者 …, ■通讯员 ….

    Args:
        folded: the paragraph or its first line.
    """
    head = folded[:_HEAD]
    return bool(_pattern("opening").match(head) or _pattern("signed opening").match(head)) or (
        len(folded) <= _LONGEST_LINE and is_byline(folded)
    )


def is_photographer(folded: str) -> bool:
    """Whether a line only says who took the picture: 张三/图."""
    return bool(_pattern("photographer").fullmatch(folded.strip()))


def reporters(paragraphs: list[str]) -> tuple[str, ...]:
    """Return the names in the bylines of an article, without blanks, in order, each once.

    Looked at are the opening (本报讯(记者 …)), lines that are a byline, and a remark in brackets that ends a paragraph.
    Photographers alone (张三 摄) are not reporters.
    """
    found: dict[str, None] = {}
    for i, raw in enumerate(paragraphs):
        text = fold(raw)
        if is_byline(text):
            if not _pattern("only pictures").match(text):
                found.update(dict.fromkeys(_names(text.lstrip(MARKS + " "))))
            continue
        found.update(dict.fromkeys(_opening_names(text)))
        remark = _REMARK.search(text[-_REACH:])
        if remark and not _pattern("remark that is no signature").fullmatch(remark[1].strip()):
            signed = _pattern("role").search(remark[1])
            if signed or ((i == len(paragraphs) - 1 or text[0] in MARKS) and not any(map(str.isdigit, remark[1]))):
                found.update(dict.fromkeys(n for n in _names(remark[1]) if signed or _is_likely(n)))
    return tuple(found)


def _opening_names(text: str) -> list[str]:
    """Return the names after 本报讯: in brackets, up to 报道, or after 记者."""
    opening = _pattern("opening").match(text[:40])
    if not opening:
        signed = _pattern("signed opening").match(text[:40])
        if not signed:
            return []
        return _names_up_to_report(text) or _names_after_roles(text)
    rest = text[opening.end() :]
    if bracketed := _BRACKETED.match(rest):
        return _names(bracketed[1])
    rest = rest.lstrip()
    if not _pattern("role").match(rest):
        return []
    return _names_up_to_report(rest) or _names_after_roles(rest)


def _names_up_to_report(text: str) -> list[str]:
    """Return the names of 记者邹伟铭、程 雪报道 …; nothing where no such word follows soon."""
    work = _pattern("work").search(text[:_REACH])
    if not work or "。" in text[: work.start()]:
        return []
    byline = text[: work.start()]
    return _names(byline) if is_byline(byline) else []


def _names_after_roles(text: str) -> list[str]:
    """Return the names of 记者 张三 通讯员 李四 3月4日 …."""
    out: list[str] = []
    position = 0
    while role := _pattern("role").match(text, position):
        position = role.end()
        while (name := _NAME.match(text, position)) and not _pattern("role").match(name[1]):
            out.append("".join(name[1].split()))
            position = name.end()
            if text[position : position + 1] not in ("、", ","):
                break
            position += 1
        between = _BETWEEN.match(text, position)
        position = between.end() if between else position
    return out


def _names(text: str) -> list[str]:
    """Return the names of a byline: 全媒体记者 肖 锋 通讯员 邝香君 雷运福 → 肖锋, 邝香君, 雷运福."""
    text = _pattern("joint work").sub(" ", text)
    if re.search(r"/\s*\S|\s\S$", text) and _pattern("work").sub("", text) != text:
        without = _pattern("photographer").sub(" ", text)
        text = without if any(map(is_han, _pattern("role").sub("", _pattern("work").sub("", without)))) else text
    out = []
    for part in _pattern("role").split(_pattern("work").sub(" ", text)):
        for group in _SEPARATORS.split(part):
            out += _joined(group.split())
    return [n for n in out if _is_name(n)]


def _is_name(text: str) -> bool:
    han = sum(map(is_han, text))
    return len(text) == han + text.count("·") and (2 <= han <= 4 or ("·" in text and han <= 14))


def _is_likely(text: str) -> bool:
    """Whether a text without a word for who it is can be a name: two or three characters, or a family name of two."""
    return len(text) < _LONG_NAME or "·" in text or bool(_pattern("compound surname").match(text))


def _joined(words: list[str]) -> list[str]:
    """Return words with the two halves of spaced names put together: 肖 锋 → 肖锋."""
    out: list[str] = []
    half = False
    for word in words:
        if half and len(word) <= 2:
            out[-1] += word
            half = False
        elif len(word) == 1 and out and _pattern("compound surname").fullmatch(out[-1]):
            out[-1] += word
        else:
            out.append(word)
            half = len(word) == 1
    return out
