"""The places of an article: which stand in it, in which form, and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.places import Place, gazetteer
from kg.resolve.rules import patterns
from kg.types import ORGANIZATIONS, Article, Label, Mention

_LONGEST = 15
_ENDS = "省市区县州旗盟"
# A word that goes on behind a place's last character, so that no place is named: 宁波市场, 海曙区域.
_GOES_ON = {"市": "场民区", "区": "域块间", "省": "会"}
_SMALL = re.compile(r"([^省市县区旗州盟、，。在到和与]{1,6}?(?:街道|社区|镇|乡|村))(?!镇|企业|落|民|干)")
_ZONE = re.compile(
    r"([^省市县、，。在到和与]{0,8}?(?:经济技术开发区|高新技术产业开发区|高新技术开发区|经济开发区|工业园区|产业园区|"
    r"高新区|经开区|开发区|示范区|保税区|新区|产业园|工业园|科技园|物流园|园区))"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One place at the head of a name: as printed, and what the gazetteer knows of it."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A place that stands in the article, alone or at the head of a longer name."""

    start: int
    end: int
    chain: tuple[Piece, ...]
    """From the larger place down to the one meant."""
    label: Label | None
    """Label of the mention it stands in; None outside mentions."""
    rest: str = ""
    """What follows in the mention: 总工会 in 宁波市总工会."""

    @property
    def piece(self) -> Piece:
        """The place meant."""
        return self.chain[-1]


class Terrain:
    """An article's places, and the forms of their names that stand in it."""

    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        self.text = article.text
        home = article.masthead.home or ""
        self.home: tuple[Place, ...] = tuple(p.place for p in self._chain(home, 0, ()) if p.place)
        self._mentions = mentions

    def pick(self, form: str, above: Place | None = None) -> Place | None:
        """Return the place written so: inside ``above``, else near the paper's home, else the largest."""
        known = gazetteer()
        found = known.named(form)
        if len(found) < 2:
            return found[0] if found else None
        if above:
            inside = [p for p in found if above in known.chain(p) and p != above]
            if inside:
                return inside[0]
        for near in reversed(self.home):
            inside = [p for p in found if near in known.chain(p)]
            if inside:
                return inside[0]
        for p in found:
            up = known.parent(p)
            if up and p.level == "county" and up.short in self.text:
                return p
        return found[0]

    def _chain(self, name: str, start: int, above: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Return the gazetteer's places that open ``name[start:]``, one inside the other."""
        named = gazetteer().named
        for n in range(min(_LONGEST, len(name) - start), 1, -1):
            form = name[start : start + n]
            if not named(form):
                continue
            after = name[start + n : start + n + 1]
            if after and after in _GOES_ON.get(form[-1], ""):
                continue
            place = self.pick(form, above[-1].place if above else None)
            if above and place and above[-1].place not in gazetteer().chain(place):
                continue
            return self._chain(name, start + n, (*above, Piece(form, place)))
        return above

    def split(self, name: str) -> tuple[tuple[Piece, ...], str]:
        """Split a name into the places it opens with and the rest.

        Zones, streets, towns and villages count as places although no gazetteer holds them:
        泰州市泰兴经济开发区总工会 gives 泰州市, 泰兴经济开发区 and 总工会.
        """
        chain = self._chain(name, 0, ())
        at = sum(len(p.text) for p in chain)
        last = chain[-1] if chain else None
        short = bool(last and last.place and last.text == last.place.short and last.text[-1] not in _ENDS)
        zone = _ZONE.match(name, at)
        bare = zone is not None and patterns()["bare zone"].matches(zone.group())
        if zone and (chain or not bare):
            if last and (short or bare):
                chain, text = chain[:-1], last.text + zone.group()
            else:
                text = zone.group()
            chain, at = (*chain, Piece(text)), zone.end()
        small = _SMALL.match(name, at)
        while small and len(small.group()) > 1:
            chain, at = (*chain, Piece(small.group())), small.end()
            small = _SMALL.match(name, at)
        return chain, name[at:]

    def standing(self, place: Place) -> str | None:
        """Return the longest full form of a place's name that stands in the article (马边彝族自治县, 马边县)."""
        return next((f for f in place.forms if (f == place.name or f != place.short) and self.stands(f)), None)

    def stands(self, form: str) -> bool:
        """Say whether a place's name stands somewhere in the article, and not as the start of another word."""
        at = self.text.find(form)
        while at >= 0:
            after = self.text[at + len(form) : at + len(form) + 1]
            if not after or after not in _GOES_ON.get(form[-1], ""):
                return True
            at = self.text.find(form, at + 1)
        return False

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """All places, in order of the text."""
        out: list[Site] = []
        covered: set[int] = set()
        for m in self._mentions:
            covered.update(range(m.start, m.end))
            out += self._in_mention(m)
        for at, form in self._outside(covered):
            place = self.pick(form)
            out.append(Site(at, at + len(form), (Piece(form, place),), None))
        return tuple(sorted(out, key=lambda s: (s.start, s.end)))

    def _in_mention(self, m: Mention) -> list[Site]:
        if m.label == Label.PERSON:
            return []
        opener = re.match(r"中共|共青团|团(?=.{1,12}委)|原", m.name) if m.label != Label.PLACE else None
        skip = opener.end() if opener else 0
        chain, rest = self.split(m.name[skip:])
        if m.label in ORGANIZATIONS and rest and chain and self._doubtful(chain):
            return []
        return [Site(m.start, m.end, chain[: i + 1], m.label, rest) for i in range(len(chain))]

    def _doubtful(self, chain: tuple[Piece, ...]) -> bool:
        """Short names of counties at the head of organisations are often plain words (新华书店, 和平医院)."""
        last = chain[-1]
        return bool(len(chain) == 1 and last.place and last.place.level == "county" and last.text == last.place.short)

    def _outside(self, covered: set[int]) -> list[tuple[int, str]]:
        """Find full names outside mentions, and short names of cities in the headline and the dateline."""
        out = []
        named = gazetteer().named
        for m in re.finditer(f"[{_ENDS}]", self.text):
            if m.start() in covered or self.text[m.end() : m.end() + 1] in tuple(_GOES_ON.get(m.group(), "")):
                continue
            for n in range(_LONGEST, 2, -1):
                form = self.text[max(m.end() - n, 0) : m.end()]
                if named(form) and "\n" not in form:
                    out.append((m.end() - len(form), form))
                    break
        for start, end in self.leads:
            i = start
            while i < end:
                for n in (4, 3, 2):
                    found = named(self.text[i : i + n]) if i + n <= end and i not in covered else ()
                    if found and found[0].level != "county":
                        out.append((i, self.text[i : i + n]))
                        i += n - 1
                        break
                i += 1
        return out

    @cached_property
    def leads(self) -> tuple[tuple[int, int], ...]:
        """Where an article says what it is about: the headline, the dateline."""
        head = self.text.find("\n\n")
        spans = [(0, head)] if 0 < head < 120 else []
        spans += [m.span() for m in patterns()["dateline"].regex.finditer(self.text, max(head, 0), max(head, 0) + 200)]
        return tuple(spans)

    def contested(self, name: str) -> bool:
        """Say whether the article names two places so, in different cities (鼓楼区)."""
        above = {s.chain[-2].text for s in self.sites if len(s.chain) > 1 and s.piece.text == name and s.piece.place}
        return len({self.pick(a) for a in above}) > 1
