"""Short forms of companies, schools and unions: which long name in the same article they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from kg.places import gazetteer
from kg.resolve.rules import names, owners, patterns
from kg.resolve.terrain import Terrain
from kg.types import Label, Mention


def definitions(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """Return the short forms that an article defines: （以下简称“金轮集团”） behind a name.

    Args:
        text: the article's text.
        mentions: its mentions, in order.

    Returns:
        Short form → the name in front of the bracket, both without blanks.
    """
    ends = {m.end: m for m in mentions}
    out: dict[str, str] = {}
    for found in patterns()["definition"].regex.finditer(text):
        long = ends.get(found.start())
        short = "".join(found.group(1).split())
        if long and long.label != Label.PERSON and short != long.name:
            out.setdefault(short, long.name)
    return out


def abbreviates(terrain: Terrain, short: str, long: str, label: Label) -> bool:
    """Say whether ``short`` can be a short form of ``long``, by its characters alone.

    Sibling bodies never abbreviate each other: of unions and other bodies only those that lack the place, or whose
    middle is cut short, count.
    """
    if not 2 <= len(short) < len(long) or short in names().generic:
        return False
    if label == Label.UNION:
        return _union(terrain, names().in_use(short), long)
    if patterns()["division"].regex.search(short):  # 攀枝花市 is no company
        return False
    placed = bool(terrain.split(short)[0])
    if placed and label != Label.COMPANY:
        return False
    if is_part(long):
        return label == Label.COMPANY and _same_part(terrain, short, long)
    chain, body = terrain.split(long)
    if long.endswith(short) and not placed:  # 第三机械厂, 包头市第三机械厂
        head = long[: -len(short)]
        part = len(short) > 3 and bool(patterns()["whole unit"].regex.search(head))  # 环卫中心龙溪环卫所
        return label == Label.COMPANY or part or head == "".join(p.text for p in chain)
    return _initials(chain[-1].text if chain else "", short, body, long) or (
        label == Label.COMPANY and _cut(short, body, long)
    )


def _initials(place: str, short: str, body: str, long: str) -> bool:
    """浙大 for 浙江大学, 宁钢 for 宁波钢铁有限公司: the first characters of the place and of what follows."""
    stem, core = _stem(short), _stem(body)
    return len(stem) > 1 and stem[0] == place[:1] and stem[1] == core[:1] and _in_order(stem, _stem(long))


def _cut(short: str, body: str, long: str) -> bool:
    """Some characters of a company's name in their order: 通裕海工, 中车株机, 越彩集团."""
    stem, core, whole = _stem(short), _stem(body), _stem(long)
    if len(stem) < 2 or (_form_word(short) and _form_word(short) not in long):
        return False
    at = core.find(stem)
    if long.startswith(short) and patterns()["whole unit"].regex.search(short):
        return bool(patterns()["more of the name"].regex.match(long[len(short) :]))  # 车辆段动车所 is not 车辆段
    if at >= 0:
        tail = core[at + len(stem) :]
        if tail and core == _stem(long):  # without a place in front it may be a daughter: 晋能控股煤业集团
            return False
        return not is_part(tail) and not any(
            gazetteer().named(tail[i : i + n]) for n in (2, 3) for i in range(len(tail) - n + 1)
        )
    return len(stem) > 2 and stem[:2] in (whole[:2], core[:2]) and _in_order(stem, whole)


def _same_part(terrain: Terrain, short: str, long: str) -> bool:
    """吉利春晓工厂 for 浙江吉利汽车有限公司春晓工厂: the same part of a company named shorter."""
    for n in range(len(short) - 2, 1, -1):
        if long.endswith(short[-n:]) and not is_part(long[:-n]):
            return abbreviates(terrain, short[:-n], long[:-n], Label.COMPANY)
    return False


def _union(terrain: Terrain, short: str, long: str) -> bool:
    """印染工会联合会 for 柯桥区印染行业工会联合会."""
    ends = [patterns()["union end"].regex.search(name) for name in (short, long)]
    if not ends[0] or not ends[1] or ends[0].group() != ends[1].group():
        return False
    stem, core = short[: ends[0].start()], terrain.split(long[: ends[1].start()])[1]
    if len(stem) < 2 or stem == core or not core.startswith(stem) or terrain.split(stem)[0]:
        return False
    whole = stem.endswith(tuple(o.word for o in owners()))  # 三公司工会 is not the union of 三公司安装分公司
    return not whole or bool(patterns()["more of the name"].regex.match(core[len(stem) :]))


def is_part(name: str) -> bool:
    """Say whether a name holds a word for a part of a company (分公司, 营业部)."""
    return patterns()["branch"].matches(name)


def _stem(name: str) -> str:
    """Return a company's name without the words for its legal form."""
    return patterns()["company form"].regex.sub("", name)


def _form_word(name: str) -> str:
    """Return 集团 where a short form ends with it: then the long name must say so, too."""
    word = names().group
    return word if word in name else ""


def _in_order(short: str, long: str) -> bool:
    """Say whether all characters of ``short`` stand in ``long``, in order."""
    rest = iter(long)
    return all(c in rest for c in short)
