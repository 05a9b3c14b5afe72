"""Canonical names inside one article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from kg.places import Place, abbreviations
from kg.resolve.force import Force
from kg.resolve.rules import levels, names, owners, patterns
from kg.resolve.short import Shortener, definitions
from kg.resolve.terrain import Piece, Terrain
from kg.types import ORGANIZATIONS, Article, Label, Mention

Settled = tuple[str, str]
"""A canonical name and the reason."""
_AS_PRINTED = "as printed"
_EMPLOYERS = (Label.COMPANY, Label.ORG)
_SUFFIXES = ("街道", "镇", "乡", "村", "社区")


class Settler:
    """Gives each name of an article its full name."""

    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        self.article, self.mentions = article, mentions
        self.terrain = Terrain(article, mentions)
        self.force = Force(self.terrain, mentions)
        self.short = Shortener(self.terrain)
        self.defined = definitions(article.text, mentions)

    def settle(self, name: str, label: Label, at: int) -> Settled:
        """Return the canonical name of ``name`` as it stands at a position, and the rule that gave it."""
        if label == Label.PERSON:
            return self._person(name)
        if label == Label.PLACE:
            return self._place(name)
        if label in ORGANIZATIONS:
            return self._organization(name, label, at)
        return name, _AS_PRINTED

    # -- persons and places ---------------------------------------------------------------------------------------

    def _person(self, name: str) -> Settled:
        longer = {
            n
            for n in self._people
            if len(n) > len(name)
            and (n.endswith(name) or (len(name) == 1 and n.startswith(name)) or name in re.split("[·•]", n))
        }
        if len(longer) == 1 and (len(name) == 1 or len(name) == 2 or "·" in next(iter(longer))):
            return longer.pop(), "short form of a person's name"
        return name, _AS_PRINTED

    @cached_property
    def _people(self) -> frozenset[str]:
        return frozenset(m.name for m in self.mentions if m.label == Label.PERSON)

    def _place(self, name: str) -> Settled:
        if len(name) == 1:
            place = self._character(name)
            if place:
                return self.terrain.standing(place) or place.short, "one character for a place"
            return name, _AS_PRINTED
        chain, rest = self.terrain.split(name)
        place = chain[0].place if len(chain) == 1 and not rest else None
        if place:
            full = self.terrain.standing(place) if name == place.short else None
            return (full, "full form in the article") if full else (name, _AS_PRINTED)
        if not chain:
            for suffix in _SUFFIXES:
                if self.terrain.stands(name + suffix):
                    return name + suffix, "full form in the article"
        return name, _AS_PRINTED

    def _character(self, char: str) -> Place | None:
        known = abbreviations().get(char)
        for place in reversed(self.terrain.home):
            if place.level == "city" and char in place.short and not (known and known.level == "city"):
                return place
        return known

    # -- organisations --------------------------------------------------------------------------------------------

    def _organization(self, name: str, label: Label, at: int) -> Settled:
        fixed = names().fixed.get(name)
        if fixed:
            return fixed, "fixed short form"
        paper = self.article.masthead.newspaper or ""
        if name != paper and label == Label.ORG and len(name) == 2 and name[-1] == paper[-1:] and name[0] == paper[:1]:
            return paper, "short form of the paper's name"
        return self._full(name, label, at) or self._short(name, label) or (self._printed(name), _AS_PRINTED)

    def _full(self, name: str, label: Label, at: int) -> Settled | None:
        """Settle a name without looking for longer names that it may be short for."""
        return (
            self._defined(name, label, at)
            or self._by_level(name, at)
            or self._bare(name, at)
            or self._by_owner(name, at)
        )

    def _printed(self, name: str) -> str:
        name = patterns()["ordinal"].regex.sub("", name)
        return patterns()["short union"].regex.sub("总工会", name)

    def _defined(self, name: str, label: Label, at: int) -> Settled | None:
        for short in sorted(self.defined, key=len, reverse=True):
            if name.startswith(short):
                long = self.defined[short]
                long = self.settle(long, label, at)[0] if not long.startswith(short) else long
                return long + name[len(short) :], "defined short form"
        return None

    def _by_level(self, name: str, at: int) -> Settled | None:
        opener = next((o for o in names().openers if name.startswith(o)), "")
        body = name[len(opener) :]
        if opener == "团" and not body.endswith("委"):
            return None
        for level in levels():
            rest = level.rest(body)
            if rest is None:
                continue
            chain, _ = self.terrain.split(body)
            if chain and chain[0].place and chain[0].text == chain[0].place.name:  # 市北区, 市南区
                return None
            rest = patterns()["ordinal"].regex.sub("", rest)
            rest = patterns()["short union"].regex.sub("总工会", level.word + rest)[len(level.word) :]
            found = self.force.find(level, rest, at)
            return (opener + found.name + rest, found.reason) if found else None
        return None

    def _bare(self, name: str, at: int) -> Settled | None:
        kinds = names().bare.get(name)
        if not kinds:
            return None
        for level in levels():
            if level.word in kinds or (level.zone and "zone" in kinds):
                found = self.force.find(level, name, at)
                if found:
                    return found.name + name, found.reason
        return None

    def _by_owner(self, name: str, at: int) -> Settled | None:
        for owner in owners():
            if name.startswith(owner.word) and len(name) > len(owner.word):
                known = [m for m in self.mentions if m.label in _EMPLOYERS and owner.names.search(m.name)]
                if not known:
                    return None
                best = min(known, key=lambda m: (m.start > at, abs(m.start - at)))
                long = self._long_name(best.name, best.label, best.start)
                return long + name[len(owner.word) :], "employer in force"
        if not patterns()["team"].matches(name) or self.terrain.split(name)[0]:
            return None
        for m in self.mentions:
            if m.name.endswith(name) and len(m.name) > len(name) and m.label in _EMPLOYERS:
                return self._long_name(m.name, m.label, m.start), "written out in the article"
        company = self._main_company
        return (company + name, "team of the company") if company else None

    def _long_name(self, name: str, label: Label, at: int) -> str:
        """Return the full name of a name that is known to be the longest in the article."""
        full = None if patterns()["team"].matches(name) else self._full(name, label, at)
        return full[0] if full else self._printed(name)

    @cached_property
    def _main_company(self) -> str | None:
        count: Counter[str] = Counter()
        for m in self.mentions:
            if m.label == Label.COMPANY and not patterns()["team"].matches(m.name):
                count[self.settle(m.name, m.label, m.start)[0]] += 1
        return count.most_common(1)[0][0] if count else None

    @cached_property
    def _pool(self) -> tuple[Mention, ...]:
        """Names that may be the long form of others: the mentions, and the employers inside them."""
        out = list(self.mentions)
        for m in self.mentions:
            for end in ("工会", "大学"):
                at = m.name.find(end)
                if at > 3 and m.label == Label.UNION and end == "工会" and m.name.endswith(end):
                    out.append(Mention(m.start, m.start + at, m.name[:at], Label.COMPANY))
                if at > 1 and m.label == Label.ORG and end == "大学" and not m.name.endswith(end):
                    out.append(Mention(m.start, m.start + at + 2, m.name[: at + 2], Label.ORG))
        return tuple(out)

    def _short(self, name: str, label: Label) -> Settled | None:
        reason = "short form of a name in the article"
        long = self._long(name, label)
        if long:
            return long, reason
        for cut in range(len(name) - 1, 1, -1):  # 越彩集团工会 → 越彩集团
            head, rest = name[:cut], name[cut:]
            if head in self._companies or (label == Label.UNION and rest == "工会"):
                long = self._long(head, Label.COMPANY)
                if long:
                    return long + rest, reason
        return None

    def _long(self, name: str, label: Label) -> str | None:
        longer = [m for m in self._pool if m.label == label and self.short.abbreviates(name, m.name, label)]
        if not longer:
            return None
        base = min({m.name for m in longer}, key=lambda n: (len(n), n))
        if not all(m.name.startswith(base) for m in longer):
            return None
        m = next(m for m in longer if m.name == base)
        return self._long_name(m.name, m.label, m.start)

    @cached_property
    def _companies(self) -> frozenset[str]:
        return frozenset(m.name for m in self.mentions if m.label == Label.COMPANY)


def key_of(terrain: Terrain, name: str) -> tuple[tuple[Piece, ...], str]:
    """Return a name's places and the rest, the opening 中共 left out."""
    return terrain.split(name.removeprefix("中共"))
