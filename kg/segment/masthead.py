"""What a page says of its issue: newspaper, date, weekday, number, CN code, page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from kg.segment.lines import Line
from kg.text import bare

_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0}
_DATE = re.compile(r"((?:19|20)\d\d)\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?:\s*日|(?!\d))")
_HAN_DATE = re.compile(
    r"([一二][〇零○O一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_WEEKDAY = re.compile(r"星期[一二三四五六日天]")
_TOTAL = re.compile(r"总\s*(?:第|期号|刊号|期|号|:)?\s*[::]?\s*第?\s*([\d,]{1,7})\s*[期号]?")
_NUMBER = re.compile(r"(?<!字)第\s*([\d,]{2,6})\s*[期号]")
_SHORT_NUMBER = re.compile(r"(?<!字)第\s*(\d)\s*[期号]|(?:No|NO|no)\.?\s*(\d{2,6})")
_HAN_NUMBER = re.compile(r"(?<!字)第([〇零一二三四五六七八九十百千万]{2,9})[期号]")
_CN = re.compile(r"CN\s*(\d\d)\s*-\s*(\d{4})")
_PAGE = re.compile(r"(?<![\d年月])第?\s*([A-Z]?)\s*(\d{1,5})\s*版")
_HAN_PAGE = re.compile(r"第\s*([一二三四五六七八九十]{1,3})\s*版")
_ALONE = re.compile(r"([A-Z]?)(\d{1,3})(?:\s+[\u4e00-\u9fff··\s]{2,10})?|[\u4e00-\u9fff··]{2,6}\s+([A-Z]?)(\d{1,3})")
_SHEETS = re.compile(r"(?:今日|本期)\s*(?:共|出)?\s*\S{0,4}版|共\s*\d+\s*版")
_LONGEST_NAME = 12
_WRAPPING = re.compile(r"[《》“”「」【】()|]")
_NAME_END = re.compile(r"[\u4e00-\u9fff]{1,9}报$")
_OTHER_NAME = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:工人|职工|工运|工会|劳动者|劳模|工友|铁道|之声|之友|通讯|简报|快报|时代|生活)$"
)
_PINYIN = re.compile(r"[A-Z][A-Za-z' ]{4,40}")
_NOT_NAMES = re.compile(
    r"^(?:本报|喜报|捷报|海报|手机报|数字报|电子报|壁报|情报|预报|通报|快报|日报|晚报|.*(?:数字报|电子报|手机报)|.*上报|.*举报|.*汇报|.*申报)$"
)
_OFFICE = re.compile(r"([\u4e00-\u9fff]{2,9}报)(?:社|数字报|电子报|官方|编辑部|微信|新媒体|融媒|客户端|抖音|全媒体)")
_SOURCE = re.compile(r"来源:\s*([\u4e00-\u9fff]{2,9}报)")
_PUBLISHER_AS_NAME = re.compile(r"(?:主管|主办|出版|承印)")


def number(text: str) -> int | None:
    """Return a number written in Chinese (二十一, 一千八百七十三, 二〇二二), None for anything else."""
    if not text or any(c not in _DIGITS and c not in "十百千万" for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = part = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c == "万":
            total, part, digit = total + (part + digit) * 10_000, 0, 0
        else:
            part += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            digit = 0
    return total + part + digit


def find_date(texts: Iterable[str]) -> date | None:
    """Return the first full date in folded lines."""
    for text in texts:
        for m in _DATE.finditer(text):
            found = _day(int(m[1]), int(m[2]), int(m[3]))
            if found:
                return found
        for m in _HAN_DATE.finditer(text):
            found = _day(number(m[1]), number(m[2]), number(m[3]))
            if found:
                return found
    return None


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def find_weekday(texts: Iterable[str]) -> str | None:
    """Return the first weekday in folded lines: 星期五."""
    return next((m[0] for t in texts if (m := _WEEKDAY.search(t))), None)


def find_number(texts: Sequence[str]) -> str | None:
    """Return the issue's running number, 总第… before 第…期, without leading zeros."""
    for pattern in (_TOTAL, _NUMBER, _SHORT_NUMBER):
        for text in texts:
            for m in pattern.finditer(_SHEETS.sub("", text)):
                digits = next(g for g in m.groups() if g).replace(",", "")
                if digits.isdigit():
                    return str(int(digits))
    for text in texts:
        m = _HAN_NUMBER.search(text)
        found = number(m[1]) if m else None
        if found:
            return str(found)
    return None


def find_cn(texts: Iterable[str]) -> str | None:
    """Return the CN code as CN33-0018."""
    return next((f"CN{m[1]}-{m[2]}" for t in texts if (m := _CN.search(t))), None)


def find_page(texts: Sequence[str]) -> str | None:
    """Return the page's number: 第01版 → 1, A2 → A2."""
    cleaned = [_SHEETS.sub("", t) for t in texts]
    for text in cleaned:
        if m := _PAGE.search(text):
            return m[1] + str(int(m[2]))
        if (found := _HAN_PAGE.search(text)) and (n := number(found[1])):
            return str(n)
    for text in cleaned:
        if alone := _ALONE.fullmatch(text):
            return (alone[1] or alone[3] or "") + str(int(alone[2] or alone[4]))
    return None


def find_newspaper(lines: Sequence[Line], head: Sequence[int]) -> str | None:
    """Return the newspaper's name, from the page alone.

    Every short line, and every word of a masthead line, is weighed by what speaks for a name: the ending, letters
    set apart, the name in pinyin below, mentions as an institution (…报社), and its place in the masthead.

    Args:
        lines: the page's lines.
        head: lines of the masthead and furniture.
    """
    inside = set(head)
    points: dict[str, float] = {}
    offices = [m for i in head for m in _OFFICE.findall(lines[i].folded) + _SOURCE.findall(lines[i].folded)]
    for i, line in enumerate(lines):
        near = bool(inside & {i - 2, i - 1, i, i + 1, i + 2})
        if not near or line.size > 80:
            continue
        for name, spaced in _names(line, whole=i not in inside):
            pinyin = any(0 <= j < len(lines) and _PINYIN.fullmatch(lines[j].folded) for j in (i - 1, i + 1))
            score = 3.0 * bool(_NAME_END.fullmatch(name)) + 1.5 * bool(_OTHER_NAME.fullmatch(name))
            score += 3.0 * spaced + 2.5 * pinyin + 2.0 * (name in offices)
            if name == bare(line.text):
                score += 1.0
            points[name] = max(points.get(name, 0.0), score)
    for name in offices:
        points.setdefault(name, 2.5)
    best = max(points.items(), key=lambda x: x[1], default=("", 0.0))
    return best[0] if best[1] >= 2.5 else None


def _names(line: Line, *, whole: bool) -> list[tuple[str, bool]]:
    """Return the strings of a line that could be a newspaper's name, and whether their letters are set apart."""
    words = line.text.split()
    out = []
    if len(words) >= 2 and all(len(w) == 1 for w in words):
        out.append(("".join(words), True))
    elif len(words) > 2:
        k = next((k for k, w in enumerate(words) if len(w) != 1), len(words))
        if k >= 3:
            out.append(("".join(words[:k]), True))
    if not whole or len(words) == 1:
        out += [(_WRAPPING.sub("", w), False) for w in words]
    return [
        (w, s)
        for w, s in out
        if 2 <= len(w) <= _LONGEST_NAME
        and all("\u4e00" <= c <= "\u9fff" for c in w)
        and not _NOT_NAMES.match(w)
        and not _PUBLISHER_AS_NAME.search(w)
        and (s or _NAME_END.fullmatch(w) or _OTHER_NAME.fullmatch(w))
    ]
