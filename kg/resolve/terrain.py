"""The places of an article: which stand in it, in which form, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.places import Place, gazetteer
from kg.resolve.rules import levels, names, patterns
from kg.types import ORGANIZATIONS, Article, Label, Mention

_LONGEST = 15  # characters in the longest name of a division
_DATELINE = 200  # characters of the body in which a dateline may stand
_HEADLINE = 120  # a longer first paragraph is no headline


@dataclass(frozen=True, slots=True)
class Piece:
    """One place at the head of a name: as printed, and what the gazetteer knows of it."""

    text: str
    place: Place | None = None

    @property
    def place_name(self) -> str:
        """The gazetteer's full name, or nothing."""
        return self.place.name if self.place else ""

    @property
    def key(self) -> str:
        """The full name where the gazetteer knows it, so that two ways of writing a place agree."""
        return self.place_name or self.text


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
    """What follows in the mention, if this is its last place: 总工会 in 宁波市总工会."""

    @property
    def piece(self) -> Piece:
        """The place meant."""
        return self.chain[-1]


class Terrain:
    """An article's places, and the forms of their names that stand in it."""

    def __init__(self, article: Article, mentions: Sequence[Mention]) -> None:
        self.text = article.text
        self.home: tuple[Place, ...] = ()
        self._split: dict[str, tuple[tuple[Piece, ...], str]] = {}
        self.home = tuple(p.place for p in self.split(article.masthead.home or "")[0] if p.place)
        if own := _county_of(article.masthead.newspaper or "", self.home):
            self.home = (*self.home, own)
        self._split.clear()
        self._mentions = mentions

    # -- reading names --------------------------------------------------------------------------------------------

    def pick(self, form: str, above: Place | None = None) -> Place | None:
        """Return the place written so: inside ``above``, else near the paper's home, else named with its city."""
        known = gazetteer()
        found = known.named(form)
        if len(found) < 2:
            return found[0] if found else None
        for near in (above, *reversed(self.home)):
            inside = [p for p in found if near and near in known.chain(p) and p != above]
            if inside:
                return inside[0]
        for p in found:
            up = known.parent(p)
            if up and p.level == "county" and up.short in self.text:
                return p
        return found[0]

    def _chain(self, name: str, start: int, above: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """Return the gazetteer's places that open ``name[start:]``, each inside the one before."""
        known = gazetteer()
        for n in range(min(_LONGEST, len(name) - start), 1, -1):
            form = name[start : start + n]
            if not known.named(form) or goes_on(form, name[start + n : start + n + 1]):
                continue
            place = self.pick(form, above[-1].place if above else None)
            if place and form == place.short != place.name and is_level(name[start + n : start + n + 1]):
                continue  # 绍兴县 is not in 绍兴市's name
            if place and (not above or above[-1].place in known.chain(place)):
                return self._chain(name, start + n, (*above, Piece(form, place)))
        return above

    def split(self, name: str) -> tuple[tuple[Piece, ...], str]:
        """Split a name into the places it opens with and the rest.

        Zones, streets, towns and villages count as places although no gazetteer holds them:
        泰州市泰兴经济开发区总工会 gives 泰州市, 泰兴经济开发区 and 总工会.
        """
        if name not in self._split:
            self._split[name] = self._parts(name)
        return self._split[name]

    def _parts(self, name: str) -> tuple[tuple[Piece, ...], str]:
        chain = self._chain(name, 0, ())
        at = sum(len(p.text) for p in chain)
        unknown = patterns()["unknown place"].regex.match(name, at)
        if unknown and (not chain or chain[-1].text == chain[-1].place_name):
            above = chain[-1].place if chain else (self.home[0] if self.home else None)
            chain, at = (*chain, Piece(unknown.group(), _unlisted(unknown.group(), above))), unknown.end()
        zone = patterns()["zone"].regex.match(name, at)
        if zone and (chain or zone.group(1)):
            last = chain[-1] if chain else None
            part = last and last.place and (last.text != last.place.name or not zone.group(1))
            text = zone.group()
            if last and part:  # 泰兴 + 经济开发区; but 泰州市 + 医药高新区
                chain, text = chain[:-1], last.text + text
            chain, at = (*chain, Piece(text)), zone.end()
        while small := patterns()["small place"].regex.match(name, at):
            chain, at = (*chain, Piece(small.group())), small.end()
        return chain, name[at:]

    # -- forms that stand in the article --------------------------------------------------------------------------

    def standing(self, place: Place) -> str | None:
        """Return the longest full form of a place's name that stands in the article (马边彝族自治县, 马边县)."""
        return next((f for f in place.forms if (f == place.name or f != place.short) and self.stands(f)), None)

    def stands(self, form: str) -> bool:
        """Say whether a place's name stands somewhere in the article, and not as the start of another word."""
        at = self.text.find(form)
        while at >= 0:
            if not goes_on(form, self.text[at + len(form) : at + len(form) + 1]):
                return True
            at = self.text.find(form, at + 1)
        return False

    def contested(self, name: str) -> bool:
        """Say whether the article names two places so, in different cities (鼓楼区)."""
        return len(self._above.get(name, ())) > 1

    def above(self, name: str, at: int) -> str:
        """Return the city printed before a contested name, nearest to a position."""
        sites = [s for s in self.sites if len(s.chain) > 1 and s.piece.text == name]
        best = min(sites, key=lambda s: (s.start > at, abs(s.start - at)), default=None)
        return best.chain[-2].text if best else ""

    @cached_property
    def _above(self) -> dict[str, set[str]]:
        out: dict[str, set[str]] = {}
        for s in self.sites:
            if len(s.chain) > 1 and s.piece.place:
                out.setdefault(s.piece.text, set()).add(s.chain[-2].key)
        return out

    def identity(self, name: str) -> str | None:
        """Return what tells a name from the same name elsewhere: its city's full name and the name.

        None where the name's place is the only one so called, where the name itself says the city, and where neither
        paper nor article does.
        """
        known, same = gazetteer(), self._same(name)
        if len(same) < 2:
            return None
        for near in reversed(self.home):
            inside = [p for p in same if near in known.chain(p)]
            if inside:
                same = inside
                break
        cities = [up for p in same if (up := known.parent(p))]
        if len(cities) > 1:
            cities = [up for up in cities if up.short in self.text]
        return f"{known.full_name(cities[0])}/{name}" if len(cities) == 1 else None

    def ambiguous(self, name: str) -> bool:
        """Say whether a name begins with a county or district of which there are several, and says no more."""
        return len(self._same(name)) > 1

    def _same(self, name: str) -> list[Place]:
        """Return the counties and districts that the first place of a name may be."""
        chain, _ = self.split(name)
        place = chain[0].place if chain else None
        if not place or place.level != "county":
            return []
        return [p for p in gazetteer().named(place.name) if p.level == "county"]

    # -- where places stand ---------------------------------------------------------------------------------------

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """All places, in order of the text."""
        out: list[Site] = []
        covered: set[int] = set()
        for m in self._mentions:
            covered.update(range(m.start, m.end))
            out += self._in_mention(m)
        out += self._full_names(covered)
        for start, end in self.leads:
            out += self._short_names(start, end, covered)
        return tuple(sorted(out, key=lambda s: (s.start, s.end, len(s.chain))))

    def _in_mention(self, m: Mention) -> Iterator[Site]:
        if m.label == Label.PERSON:
            return
        opener = patterns()["opener"].regex.match(m.name)
        chain, rest = self.split(m.name[opener.end() if opener else 0 :])
        if not chain:
            return
        first = chain[0]
        # Short names of counties at the head of organisations are often plain words (新华书店, 和平医院).
        plain = first.place and first.place.level == "county" and first.text not in (first.place.name, m.name)
        if plain and len(chain) == 1 and m.label in ORGANIZATIONS and first.place and first.text == first.place.short:
            return
        for i in range(len(chain)):
            yield Site(m.start, m.end, chain[: i + 1], m.label, rest if i + 1 == len(chain) else "")

    def _full_names(self, covered: set[int]) -> Iterator[Site]:
        """Find full names of places outside mentions (宁波市工会第十七次代表大会)."""
        ends = "".join(x.word for x in levels() if len(x.word) == 1 and not x.zone)
        for m in re.finditer(f"[{ends}]", self.text):
            if m.start() in covered or goes_on(m.group(), self.text[m.end() : m.end() + 1]):
                continue
            for n in range(_LONGEST, 2, -1):
                form = self.text[max(m.end() - n, 0) : m.end()]
                if gazetteer().named(form):
                    yield Site(m.end() - len(form), m.end(), (Piece(form, self.pick(form)),), None)
                    break

    def _short_names(self, start: int, end: int, covered: set[int]) -> Iterator[Site]:
        """Find short names of provinces and cities; those of counties are too often plain words."""
        i = start
        while i < end:
            step = 1
            for n in (4, 3, 2):
                form = self.text[i : i + n]
                found = gazetteer().named(form) if i + n <= end and i not in covered else ()
                if found and found[0].level != "county":
                    yield Site(i, i + n, (Piece(form, found[0]),), None)
                    step = n
                    break
            i += step

    @cached_property
    def leads(self) -> tuple[tuple[int, int], ...]:
        """Where an article says what it is about: the headline, the dateline."""
        head = self.text.find("\n\n")
        spans = [(0, head)] if 0 < head < _HEADLINE else []
        body = max(head, 0)
        spans += [m.span() for m in patterns()["dateline"].regex.finditer(self.text, body, body + _DATELINE)]
        return tuple(spans)


def goes_on(form: str, after: str) -> bool:
    """Say whether the character behind a place's name makes another word of its last one (宁波市+场)."""
    return bool(after) and after in names().goes_on.get(form[-1:], "")


def is_level(char: str) -> bool:
    """Say whether a character ends full names of divisions (市, 县)."""
    return any(x.word == char and not x.zone for x in levels())


def _county_of(paper: str, home: tuple[Place, ...]) -> Place | None:
    """Return the county-level place of the paper's home that its name begins with: 诸城日报 → 诸城市."""
    if not home or home[-1].level == "county":
        return None
    for n in range(min(_LONGEST, len(paper) - 1), 1, -1):
        found = gazetteer().named(paper[:n]) if patterns()["paper"].regex.fullmatch(paper, n) else ()
        inside = [p for p in found if p.level == "county" and home[-1] in gazetteer().chain(p)]
        if len(inside) == 1 and len(found) == len([p for p in found if p.level == "county"]):
            return inside[0]
    return None


def _unlisted(name: str, above: Place | None) -> Place:
    """Return a county-level place that the gazetteer does not list."""
    return Place(name, "county", name, name[:-1], above.code if above else "")
