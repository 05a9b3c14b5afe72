"""Canonical names inside one article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from kg.places import Place, abbreviations
from kg.resolve.force import Force, words_of
from kg.resolve.rules import levels, names, owners, patterns
from kg.resolve.short import abbreviates, definitions
from kg.resolve.terrain import Terrain
from kg.types import ORGANIZATIONS, Article, Label, Mention

Settled = tuple[str, str]
"""A canonical name and the reason."""
_AS_PRINTED = "as printed"
TEAM = "team of the company"
"""The reason of a team, workshop or plant that is printed without its company's name."""
_SHORT = "short form of a name in the article"
_EMPLOYERS = (Label.COMPANY, Label.ORG)


class Settler:
    """Gives each name of an article its full name."""

    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        self.article, self.mentions = article, mentions
        self.terrain = Terrain(article, mentions)
        self.force = Force(self.terrain, mentions)
        self.defined = definitions(article.text, mentions)

    def settle(self, name: str, label: Label, at: int) -> Settled:
        """Return the canonical name of ``name`` as it stands at a position, and the rule that gave it."""
        if label == Label.PERSON:
            return self._person(name)
        if label == Label.PLACE:
            return self._place(name, at)
        if label in ORGANIZATIONS:
            return self._organization(name, label, at)
        return name, _AS_PRINTED

    # -- persons and places ---------------------------------------------------------------------------------------

    def _person(self, name: str) -> Settled:
        parts = {n for n, split in self._people.items() if name in split and name != n}
        given = len(name) == 2 and name[0] not in names().surnames
        if not parts and (given or len(name) == 1):
            parts = {n for n in self._people if len(n) > 2 and (n.endswith(name) if given else n.startswith(name))}
        return (parts.pop(), "short form of a person's name") if len(parts) == 1 else (name, _AS_PRINTED)

    @cached_property
    def _people(self) -> dict[str, list[str]]:
        """The persons' names, with their parts where they have marks between them (本坎·西拉冯)."""
        dots = re.compile(f"[{re.escape(names().dots)}]")
        return {m.name: dots.split(m.name) for m in self.mentions if m.label == Label.PERSON}

    def _place(self, name: str, at: int) -> Settled:
        if len(name) == 1:
            place = self._character(name)
            return (
                (self.terrain.standing(place) or place.short, "one character for a place")
                if place
                else (name, _AS_PRINTED)
            )
        chain, rest = self.terrain.split(name)
        known = chain[0].place if len(chain) == 1 and not rest else None
        full = self.terrain.standing(known) if known and name == known.short else None
        if not chain:
            full = next((name + s for s in names().small_places if self.terrain.stands(name + s)), None)
            for level, zone in words_of(name):  # 县经济开发区
                found = self.force.find(level, zone, at) if patterns()["zone"].regex.fullmatch(zone) else None
                if found and not level.zone:
                    return found.name + zone, found.reason
        if known is None:
            full = full or self._in_a_chain(name)
        return (full, "full form in the article") if full else (name, _AS_PRINTED)

    def _in_a_chain(self, name: str) -> str | None:
        """Return the one longer place of the article that ends with a name: 柯岩街道 after 柯桥区柯岩街道."""
        longer = {m.name for m in self.mentions if m.label == Label.PLACE and m.name != name and m.name.endswith(name)}
        chains = [self.terrain.split(other.removesuffix(name)) for other in longer]
        return longer.pop() if len(chains) == 1 and chains[0][0] and not chains[0][1] else None

    def _character(self, char: str) -> Place | None:
        """Return the place of a one-character name: the paper's own city, a known one, or a city of the article."""
        known = abbreviations().get(char)
        home = self.terrain.home[-1] if self.terrain.home else None
        if home and names().city_characters.get(char) == home.name:
            return home
        if known and known.level == "city":
            return known
        if home and home.level != "province" and char in home.short:
            return home
        cities = {p for s in self.terrain.sites if (p := s.piece.place) and p.level == "city" and p.short[0] == char}
        return known or (cities.pop() if len(cities) == 1 else None)

    # -- organisations --------------------------------------------------------------------------------------------

    def _organization(self, name: str, label: Label, at: int) -> Settled:
        return self._full(name, label, at) or self._short(name, label) or self._printed(name, at)

    def _full(self, name: str, label: Label, at: int) -> Settled | None:
        """Settle a name without looking for longer names that it may be short for."""
        fixed = names().fixed.get(name)
        if fixed:
            return fixed, "fixed short form"
        return (
            self._paper(name, label)
            or self._defined(name, label, at)
            or self._by_level(name, at)
            or self._bare(name, at)
            or self._by_owner(name, at)
        )

    def _paper(self, name: str, label: Label) -> Settled | None:
        """苏报 → 苏州日报, in that paper."""
        paper = self.article.masthead.newspaper or ""
        if label == Label.ORG and len(name) == 2 < len(paper) and name == paper[0] + paper[-1]:
            return paper, "short form of the paper's name"
        return None

    def _printed(self, name: str, at: int) -> Settled:
        for short, full in names().heads.items():
            if name.startswith(tuple(short + b for b in names().body_starts)):
                return full + name[len(short) :], "fixed short form"
        name = patterns()["ordinal"].regex.sub("", name)
        name = patterns()["short union"].regex.sub(names().federation, name)
        chain, _ = self.terrain.split(name)
        if len(chain) == 1 and self.terrain.contested(chain[0].text):
            return self.terrain.above(chain[0].text, at) + name, "two places of this name in the article"
        return name, _AS_PRINTED

    def _defined(self, name: str, label: Label, at: int) -> Settled | None:
        for short in sorted(self.defined, key=len, reverse=True):
            rest = name[len(short) :]
            if name.startswith(short) and (len(short) > 2 or not rest or rest.startswith(names().body_starts)):
                long = self.defined[short]
                if not long.startswith(short):
                    long = self.settle(long, label, at)[0]
                return long + rest, "defined short form"
        return None

    def _by_level(self, name: str, at: int) -> Settled | None:
        opener = patterns()["opener"].regex.match(name)
        body = name[opener.end() :] if opener else name
        for level, rest in words_of(body):
            chain, _ = self.terrain.split(body)
            if chain and chain[0].place and chain[0].text == chain[0].place.name:  # 市北区, 市南区
                return None
            rest = patterns()["ordinal"].regex.sub("", rest)
            rest = patterns()["short union"].regex.sub(names().federation, level.word + rest)[len(level.word) :]
            found = self.force.find(level, rest, at)
            if not found:
                return None
            twice = len(found.name) == 2 and rest.startswith(names().committee) and not opener  # 攸县县委
            full = found.name + (level.word if twice else "") + rest
            return (opener.group() if opener else "") + full, found.reason
        return None

    def _bare(self, name: str, at: int) -> Settled | None:
        words = names().bare.get(name)
        if words is None:
            return None
        for level in (x for w in words for x in levels() if x.word == w):
            for found in self.force.posts(level, at):
                return found.name + name, found.reason
        for level in (x for w in words for x in levels() if x.word == w):
            found_far = self.force.find(level, name, at)
            if found_far:
                return found_far.name + name, found_far.reason
        near = None if words else next(self.force.posts(None, at), None)
        if near:
            return near.name + name, near.reason
        before = [m for m in self.mentions if m.start < at and m.name.endswith(name) and m.name != name]
        return (self._long_name(before[-1]), "nearest of its kind") if before else None

    def _by_owner(self, name: str, at: int) -> Settled | None:
        for owner in owners():
            if name.startswith(owner.word) and len(name) > len(owner.word):
                known = [m for m in self.mentions if m.label in _EMPLOYERS and owner.names.search(m.name)]
                if not known:
                    return None
                best = min(known, key=lambda m: (m.start > at, abs(m.start - at)))
                return self._long_name(best) + name[len(owner.word) :], "employer in force"
        chain, rest = self.terrain.split(name)
        if not _unit(name) or (chain and rest):  # 掘进二区 looks like a place, and is none
            return None
        for m in self.mentions:
            if m.name.endswith(name) and len(m.name) > len(name) and m.label in _EMPLOYERS:
                return self._long_name(m), "written out in the article"
        if any(name.startswith(c) for c in self._companies if c != name):
            return None  # 甲煤矿综采一队 says whose it is
        whole = self._main_company if patterns()["team"].matches(name) or self._lonely else None
        return (whole + name, TEAM) if whole else None

    def _long_name(self, m: Mention) -> str:
        """Return the full name of a mention that is known to be the longest of its kind in the article."""
        full = None if _unit(m.name) else self._full(m.name, m.label, m.start)
        return (full or self._printed(m.name, m.start))[0]

    @cached_property
    def _count(self) -> Counter[str]:
        """How many mentions name each company, in one form or another."""
        count: Counter[str] = Counter()
        units = tuple(short for short, long in self.defined.items() if _unit(long))  # their name needs the company's
        for m in self.mentions:
            if m.label == Label.COMPANY and not _unit(m.name) and not m.name.startswith(units):
                count[self.settle(m.name, m.label, m.start)[0]] += 1
        return count

    @property
    def _main_company(self) -> str | None:
        """The company that most mentions name."""
        return self._count.most_common(1)[0][0] if self._count else None

    @property
    def _lonely(self) -> bool:
        """Whether the article names one company alone, whose plants need no other name."""
        return len(self._count) == 1

    def whole_of_team(self, name: str) -> str | None:
        """Return the company in the canonical name of a team that was printed without it."""
        whole = self._main_company
        return whole if whole and name.startswith(whole) else None

    # -- short forms of companies, schools and unions -------------------------------------------------------------

    @cached_property
    def _pool(self) -> tuple[Mention, ...]:
        """Names that may be the long form of others: the mentions, and the employers inside them."""
        out = list(self.mentions)
        union, school = names().employers[Label.UNION], names().employers[Label.ORG]
        for m in self.mentions:
            at = m.name.find(school)
            if m.label == Label.UNION and m.name.endswith(union):
                out.append(Mention(m.start, m.end, m.name.removesuffix(union), Label.COMPANY))
            elif m.label == Label.ORG and at > 1 and not m.name.endswith(school):
                out.append(Mention(m.start, m.end, m.name[: at + len(school)], Label.ORG))
        return tuple(out)

    def _short(self, name: str, label: Label) -> Settled | None:
        long = self._long(name, label) or self._of_employer(name, label)
        if long:
            return long, _SHORT
        for cut in range(len(name) - 1, 1, -1):  # 越彩集团染色厂 → 越彩集团
            head, rest = name[:cut], name[cut:]
            if head in self._companies and not patterns()["more of the name"].matches(rest):
                long = self._long(head, Label.COMPANY)
                if long:
                    return long + rest, _SHORT
        return None

    def _of_employer(self, name: str, label: Label) -> str | None:
        """越彩集团工会 → the union of the company that 越彩集团 is short for."""
        union = names().employers[Label.UNION]
        head = name.removesuffix(union)
        if name.endswith(names().federation):  # 区总工会 is nobody's company union
            return None
        if label != Label.UNION or head == name or (self.terrain.split(name)[0] and head not in self._companies):
            return None
        long = self._long(head, Label.COMPANY)
        return long + union if long else None

    def _long(self, name: str, label: Label) -> str | None:
        """Return the full name of the one body that a name can be short for."""
        longer = [m for m in self._pool if m.label == label and abbreviates(self.terrain, name, m.name, label)]
        base = min(longer, key=lambda m: (len(m.name), m.start), default=None)
        if base and all(m.name.startswith(base.name) for m in longer):
            longer = [base]
        full = {self._long(m.name, label) or self._of_employer(m.name, label) or self._long_name(m) for m in longer}
        return full.pop() if len(full) == 1 else None

    @cached_property
    def _companies(self) -> frozenset[str]:
        return frozenset(m.name for m in self.mentions if m.label == Label.COMPANY)


def _unit(name: str) -> bool:
    """Tell whether a name is only that of a team or a plant inside a company."""
    return patterns()["team"].matches(name) or patterns()["plant"].matches(name)
