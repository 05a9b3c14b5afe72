"""Short forms of companies, schools and unions: which long name in the same article they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.places import gazetteer
from kg.resolve.rules import names, patterns
from kg.resolve.terrain import Terrain
from kg.types import Label, Mention

_UNION = re.compile(r"(?:工会联合会|联合工会|工会委员会|总工会|工会)$")


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


def _in_order(short: str, long: str) -> bool:
    """Say whether all characters of ``short`` stand in ``long``, in order."""
    rest = iter(long)
    return all(c in rest for c in short)


def _stem(name: str) -> str:
    """Return a company's name without the words for its legal form."""
    return patterns()["company form"].regex.sub("", name)


@dataclass(frozen=True, slots=True)
class Shortener:
    """Knows the long names of an article."""

    terrain: Terrain

    def abbreviates(self, short: str, long: str, label: Label) -> bool:
        """Say whether ``short`` can be a short form of ``long``, by its characters alone."""
        if len(short) >= len(long) or len(short) < 2 or short in names().generic:
            return False
        if label == Label.UNION:
            return self._union(short, long)
        chain, body = self.terrain.split(long)
        if self.terrain.split(short)[0] and label != Label.COMPANY:
            return False
        if long.endswith(short) and not self.terrain.split(short)[0]:  # 第三机械厂, 包头市第三机械厂
            return long[: -len(short)] == "".join(p.text for p in chain) or label == Label.COMPANY
        stem, core, whole = _stem(short), _stem(body), _stem(long)
        if len(stem) < 2 or self._part("", long) or ("集团" in short and "集团" not in long):
            return False
        first = chain[-1].text[0] if chain else ""
        if core and stem[0] == first and stem[1] == core[0] and _in_order(stem, whole):  # 浙大, 宁钢
            return True
        if label != Label.COMPANY:
            return False
        at = core.find(stem)
        if at >= 0:
            return not self._part(core[at + len(stem) :], long)
        return len(stem) > 2 and stem[:2] in (whole[:2], core[:2]) and _in_order(stem, whole)  # 中车株机

    def _union(self, short: str, long: str) -> bool:
        kind_short, kind_long = _UNION.search(short.replace("工联会", "工会联合会")), _UNION.search(long)
        if not kind_short or not kind_long or kind_short.group() != kind_long.group():
            return False
        stem = short.replace("工联会", "工会联合会")[: kind_short.start()]
        core = self.terrain.split(long[: kind_long.start()])[1]
        if len(stem) < 2 or self.terrain.split(stem)[0] or not core:
            return False
        return core != stem and core.startswith(stem)

    def _part(self, tail: str, long: str) -> bool:
        """Say whether what the short form leaves out makes the long name a part of something larger."""
        if patterns()["branch"].matches(tail) or patterns()["branch"].matches(long):
            return True
        return any(gazetteer().named(tail[i : i + n]) for n in (2, 3) for i in range(len(tail) - n + 1))
