"""Bylines: which lines are one, where articles begin, and the reporters' names."""

from __future__ import annotations

import re

from kg.text import fold

_ROLE = (
    r"(?:本报|本刊|本网|全媒体|融媒体|融媒|中工网|工人日报|新闻|首席|见习|实习|特约|特派|特邀|驻站|记者站|资深|高级|文字|摄影|通讯)*"
    r"(?:记者|通讯员|实习生|撰稿人?|评论员|特约撰稿)"
)
_NAME = r"[\u4e00-\u9fff](?:[ \u4e00-\u9fff·]{0,7})"
_NAMES = rf"{_NAME}(?:\s*[、,/\s]\s*{_NAME}){{0,7}}"
_WORK = r"(?:\s*[/(]?\s*(?:文\s*[/、]?\s*(?:图|摄影?)|文图|摄影报道|图文|文并摄|图/文|整理|文|图|摄影?)\s*\)?)"
_MARK = r"[■□●◆▲△★☆◎○◇]"
_LINE = re.compile(
    rf"\s*(?:{_MARK}\s*)?(?:文[/、]图\s*[::]?\s*)?[(【]?\s*{_ROLE}\s*[::]?\s*{_NAMES}(?:\s*[、,;/]?\s*{_ROLE}\s*[::]?\s*{_NAMES}){{0,4}}"
    rf"{_WORK}?\s*(?:报道|综合报道)?\s*[)】]?\s*"
)
_MARKED_LINE = re.compile(rf"\s*{_MARK}\s*{_NAME}(?:\s+{_NAME}){{0,3}}{_WORK}?\s*")
_STARTER = re.compile(
    r"(?:本报|本刊|本网)[^。,]{0,14}?(?:讯|电|消息)(?![\u4e00-\u9fff]*号)|(?:新华社|中新社|中工网|工人日报|人民网|央视)[^。]{0,14}?(?:讯|电)|"
    rf"本报(?:综合)?(?:报道|消息)|(?:据)?本报(?:全媒体|融媒体|首席|见习)?记者|{_MARK}\s*{_ROLE}"
)
_DATELINE = re.compile(
    r"\s*(?:(?:本报|本刊|本网|新华社|中工网|工人日报)[^。,()]{0,16}?(?:讯|电|消息))\s*"
    rf"(?:[(【]\s*([^)】]{{2,80}})[)】]|((?:{_ROLE}\s*[::]?\s*{_NAMES}\s*[、,;]?\s*){{1,4}}?)\s*(?:报道|摄影报道|采写|文[/、]图)|"
    rf"((?:{_ROLE}\s+[\u4e00-\u9fff·]{{2,4}}(?:\s*[、,]\s*[\u4e00-\u9fff·]{{2,4}})*\s*){{1,3}})(?=\s))?"
)
_LAST_REMARK = re.compile(r"[(【]\s*([^()【】。,;!?\d]{2,60})\s*[)】]\s*$")
_ROLES = re.compile(_ROLE)
_NOT_REPORTERS = re.compile(
    r"摄(?:影)?$|供图$|制图$|供稿单位|作者单位|资料|据|左|右|图$|中$|下转|上接|名单|以下|简称|兼|女|男"
)
_ACTS = re.compile(
    r"(?:报道|采写|摄影报道|综合报道|整理|文并摄|撰文|文[/、]图|图[/、]文|文图|图文|供稿)|/\s*(?:文|图|摄)|(?<=\s)(?:文|图)(?=\s|$)|(?:作者|记者)\s*:"
)
_PHOTOGRAPHER = re.compile(r"[^、,\s]*(?:\s[^、,\s])?\s*(?:/|\s)\s*(?:图|摄影?)(?=\s|$|、|,)")
_SEPARATORS = re.compile(r"[、,;/|:]|\s+")
_COMPOUND = (
    "欧阳", "上官", "司马", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "申屠", "东方", "西门", "南宫", "端木",
)  # fmt: skip


def is_byline(folded: str) -> bool:
    """Whether a line is a byline and nothing else: ■本报记者 赵院娟; 本报记者 张三 通讯员 李四 文/图."""
    if len(folded) > 60 or "。" in folded:
        return False
    return bool(_LINE.fullmatch(folded) or _MARKED_LINE.fullmatch(folded))


def is_starter(folded: str) -> bool:
    """Whether a paragraph opens an article: 本报讯 …, 本报记者 …, ■通讯员 …"""
    return bool(_STARTER.match(folded)) or is_byline(folded)


def reporters(paragraphs: list[str]) -> tuple[str, ...]:
    """Return the names in the bylines of an article, without blanks, in order, each once.

    Looked at are the opening (本报讯(记者 …)), lines that are a byline, and a remark in brackets that ends a paragraph.
    Photographers alone (张三 摄) are not reporters.
    """
    found: dict[str, None] = {}
    for i, raw in enumerate(paragraphs):
        text = fold(raw)
        if is_byline(text):
            found.update(dict.fromkeys(_names(text.lstrip("■□●◆▲△★☆◎○◇ "))))
            continue
        if m := _DATELINE.match(text):
            inside = next((g for g in m.groups() if g), None)
            if inside:
                found.update(dict.fromkeys(_names(inside)))
        if (m := _LAST_REMARK.search(text)) and not _NOT_REPORTERS.search(m[1].strip()):
            last = i == len(paragraphs) - 1 or text[:1] in "■□●◆▲△★☆◎○◇" or bool(_ROLES.search(m[1]))
            if last:
                found.update(dict.fromkeys(_names(m[1])))
    return tuple(found)


def _names(text: str) -> list[str]:
    """Return the names of a byline: 全媒体记者 肖 锋 通讯员 邝香君 雷运福 → 肖锋, 邝香君, 雷运福."""
    text = _PHOTOGRAPHER.sub(" ", text) if re.search(r"/\s*文|\s文", text) else text
    out = []
    for part in _ROLES.split(_ACTS.sub(" ", text)):
        for group in re.split(r"[、,;/|:]", part):
            out += _joined(group.split())
    return [n for n in out if 2 <= len(n) <= 12 and all("\u4e00" <= c <= "\u9fff" or c == "·" for c in n)]


def _joined(words: list[str]) -> list[str]:
    """Return words with the two halves of spaced names put together: 肖 锋 → 肖锋."""
    out: list[str] = []
    half = False
    for word in words:
        if half and len(word) <= 2:
            out[-1] += word
            half = False
        elif len(word) == 1 and out and out[-1] in _COMPOUND:
            out[-1] += word
        else:
            out.append(word)
            half = len(word) == 1
    return out
