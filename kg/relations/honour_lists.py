"""Lists of those who have an honour: 获一等奖的是甲、乙; 甲、乙等3名全国劳动模范; 一等奖被甲摘得."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.relations.connectives import alternatives, connectives
from kg.relations.honour_names import HonourName
from kg.relations.scene import Scene
from kg.relations.titles import match_title
from kg.types import Label, Mention

_QUOTED = re.compile(r"“([^“”\n]{2,24})”")
_ITEM = re.compile(r"[，,；;]")
_CLAUSE_END = "，,；;。！？!?\n：:"

Award = tuple[int, str, int, int]
"""Bearer (index of the mention), honour, and the span that says so."""


class ListData(BaseModel):
    """The data file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    behind: str
    quoted: str
    opens: str
    before: str
    inverse: str
    future: tuple[str, ...]
    not_after: tuple[str, ...]
    item_end: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def list_data() -> ListData:
    """Return the data.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("relations/award_lists.yaml", ListData)


def listed(scene: Scene, names: Sequence[HonourName], prize: re.Pattern[str], verb: re.Pattern[str]) -> Iterator[Award]:
    """Yield who has an honour according to a list.

    Args:
        scene: the article.
        names: the honours of the article.
        prize: what a prize looks like (一等奖).
        verb: the verbs that give honours.
    """
    data, text = list_data(), scene.text
    behind, quoted = re.compile(data.behind), re.compile(data.quoted)
    spans = [(h.start, h.end, h.text) for h in names]
    spans += [
        (m.start(), m.end(), m[1])
        for m in _QUOTED.finditer(text)
        if quoted.fullmatch(m[1]) and not any(s <= m.start() < e for s, e, _ in spans)
    ]
    prizes = []
    for m in prize.finditer(text):
        start = max((v.end() for v in verb.finditer(text, *m.span())), default=m.start())  # 获得|一等奖
        prizes.append((start, m.end(), text[start : m.end()]))
    spans += [p for p in prizes if not any(s < p[1] and p[0] < e for s, e, _ in spans)]
    for start, end, honour in sorted(spans):
        if text.startswith(data.not_after, end) or _future(scene, start):
            continue
        found = behind.match(text, end)
        if found and re.search(data.opens, text[max(0, start - 4) : start]):
            for i in _items(scene, found.end()):
                yield i, honour, start, scene.mentions[i].end
        yield from ((i, honour, scene.mentions[i].start, end) for i in _several(scene, start))


def _future(scene: Scene, at: int) -> bool:
    text = scene.text
    clause = max(text.rfind(c, 0, at) for c in _CLAUSE_END) + 1
    return re.search(alternatives(list_data().future), text[clause:at]) is not None


def _items(scene: Scene, at: int) -> Iterator[int]:
    """Yield the bearers of a list that begins here: the persons, and organisations without a person behind them."""
    end = scene.sentence_at(at)[1]
    ending = re.compile(list_data().item_end + "[。！!]?")
    while at < end:
        cut = _ITEM.search(scene.text, at, end)
        stop = cut.start() if cut else end
        inside = [(i, m) for i, m in scene.within(at, stop) if m.label is not Label.PLACE]
        if not inside or not ending.fullmatch(scene.text[inside[-1][1].end : stop].strip()):
            return
        people = [i for i, m in inside if m.label is Label.PERSON]
        yield from people or list_to(scene, inside, len(inside) - 1)
        at = cut.end() if cut else end


def _several(scene: Scene, start: int) -> list[int]:
    """Return the names before 等3名 and an honour that begins at ``start``."""
    text = scene.text
    clause = max(max(text.rfind(c, 0, start) for c in _CLAUSE_END) + 1, 0)
    inside = [(i, m) for i, m in scene.within(clause, start) if m.label is Label.PERSON]
    if not inside or not re.fullmatch(list_data().before, text[inside[-1][1].end : start]):
        return []
    whole = [(i, m) for i, m in scene.within(clause, start) if m.label is not Label.PLACE]
    return list_to(scene, whole, len(whole) - 1)


def inverted(scene: Scene, clause: int, at: int, prize: re.Pattern[str]) -> tuple[list[int], str]:
    """Return bearers and honour of 一等奖被甲摘得, where the verb stands at ``at``; nothing where it is none such."""
    text = scene.text
    inside = [(i, m) for i, m in scene.within(clause, at) if m.label is not Label.PLACE]
    if not inside or inside[-1][1].end != at or _future(scene, at):
        return [], ""
    for found in prize.finditer(text, clause, inside[0][1].start):
        if re.match(list_data().inverse, text[found.end() : at]):
            return list_to(scene, inside, len(inside) - 1), found.group()
    return [], ""


def list_to(scene: Scene, inside: list[tuple[int, Mention]], k: int) -> list[int]:
    """Return the list of names that ends at ``inside[k]``; employers and titles before a name are passed over."""
    out, text = [inside[k][0]], scene.text
    while k > 0:
        a, b = inside[k - 1][1], inside[k][1]
        employer = b.label is Label.PERSON and a.label is not Label.PERSON and k > 1
        if connectives().join.fullmatch(text, a.end, b.start):
            k -= 1
        elif employer and _introduces(text, a.end, b.start):
            before = inside[k - 2][1]
            joined = connectives().join.fullmatch(text, before.end, a.start)
            if before.label is not Label.PERSON or not (joined or text[before.end : a.start] in tuple("，,")):
                break  # 甲医院主任张三，乙学校校长李四荣获
            k -= 2
        else:
            break
        out.append(inside[k][0])
    return out[::-1]


def _introduces(text: str, start: int, end: int) -> bool:
    """Tell whether only titles, or a few words, stand between an employer and a name."""
    gap = text[start:end]
    if len(gap) <= 12 and not any(c in gap for c in f"{_CLAUSE_END}、"):
        return True
    at = start
    for part in gap.split("、"):
        title = match_title(text, at, at + len(part))
        if not title or title.end != at + len(part):
            return False
        at += len(part) + 1
    return True
