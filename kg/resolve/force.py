"""Which place is in force: the city that 市总工会 means where it stands.

In order: the chain of one person's posts, the item of a column of briefs, the paper's home (for the level that is the
paper's own), the sentence, a body of that name written out elsewhere, the paragraph, headline and dateline, the rest
of the article, the city above a county that is named, the home again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.places import Place, gazetteer
from kg.resolve.rules import Level, level_starts, levels, patterns
from kg.resolve.terrain import Site, Terrain
from kg.types import Label, Mention

_HOME = "the paper's home"
_POSTS = "posts of one person, or one list"
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Found:
    """A place in force and which rule says so."""

    name: str
    reason: str


class Force:
    """Answers for one article."""

    def __init__(self, terrain: Terrain, mentions: Sequence[Mention]) -> None:
        self.terrain, self.mentions = terrain, mentions
        self._starts = [m.start for m in mentions]

    def name_for(self, level: Level, site: Site) -> str:
        """Return the full name that a level's word gets from a place: 马边县 before 总工会 → 马边彝族自治县."""
        place = site.piece.place
        if not place or level.zone:  # an organisation that is the zone itself keeps its whole name
            whole = level.zone and site.label == Label.ORG and not site.rest
            return "".join(p.text for p in site.chain) if whole else site.piece.text
        full = self.terrain.standing(place)
        if not full:
            plain = len(level.word) == 1 and not place.short.endswith(level.word)
            usual = place.short + level.word
            full = usual if plain and level.names.search(usual) else place.name
        if self.terrain.contested(full):
            city = site.chain[-2].text if len(site.chain) > 1 else self.terrain.above(full, site.start)
            return city + full
        return full

    def find(self, level: Level, rest: str, at: int) -> Found | None:
        """Return the place that a level's word means at a position.

        Args:
            level: the word.
            rest: what follows it in the name.
            at: where the name stands (offset into the article's text).
        """
        home = self._home(level)
        if home and home.level == "province" and level.city:  # a city with the rank of a province
            return Found(home.name, _HOME)
        rules = [self.posts(level, at), self._brief(level, at)]
        rules.append(self._region(level))
        if home and not self._elsewhere(level, rest, home):
            rules += [self._smaller(level, home), iter([Found(home.name, _HOME)])]
        rules += [
            self._sentence(level, rest, at),
            self._leads(level, only=True),
            self._written_out(level, rest),
            self._nearest(level, *self._paragraph(at), at, "paragraph"),
            self._leads(level),
            self._nearest(level, 0, len(self.terrain.text), at, "article"),
            (f for m in self.mentions if level.zone for f in self._zone_in(level, m)),
            (Found(self.name_for(level, s), "a company's name") for s in self._companies if fits(level, s)),
            self._above(level, sorted(self.terrain.sites, key=lambda s: (s.start > at, abs(s.start - at)))),
        ]
        for rule in rules:
            for found in rule:
                return found
        return Found(home.name, _HOME) if home else None

    # -- the rules ------------------------------------------------------------------------------------------------

    def _home(self, level: Level) -> Place | None:
        fitting = [p for p in self.terrain.home if level.names.search(p.name)]
        return fitting[-1] if fitting else None

    def _elsewhere(self, level: Level, rest: str, home: Place) -> bool:
        """Say whether the article never names the paper's home and writes this body out for another place.

        A smaller city inside the home does not count where 市总工会 is spoken of before it: in the paper of 平顶山市
        that is its own union, and 舞钢市总工会 comes later.
        """
        if level.province or home.short in self.terrain.text:
            return False
        written = [s for s in self.terrain.sites if s.rest == rest and fits(level, s)]
        inside = any(s.piece.place and home in gazetteer().chain(s.piece.place) for s in written)
        spoken = next((m.start for m in self.mentions if m.name == level.word + rest), len(self.terrain.text))
        later = inside and spoken < min(s.start for s in written)
        return not later and len({s.piece.key for s in written}) == 1

    def _smaller(self, level: Level, home: Place) -> Iterator[Found]:
        """Yield the county-level city that headline and body open with, where the paper's own is named with its bodies.

        舞钢市…开幕 in the paper of 平顶山市, which the article calls by its name (平顶山市总工会副主席).
        """
        if not level.city or home.level != "city":
            return
        cities = {s.piece.key for s in self.terrain.sites if s.piece.text == s.piece.place_name and fits(level, s)}
        body = max(self.terrain.text.find("\n\n"), 0)
        if home.short not in self.terrain.text and len(cities) == 1:
            for place in gazetteer().named(cities.pop()):
                inside = place.level == "county" and home in gazetteer().chain(place)
                if inside and place.short in self.terrain.text[:body]:
                    yield Found(place.name, "the smaller city the article is about")
        headed = next((s for s in self._good if s.end <= body), None)
        opened = next((s for s in self._good if s.start >= body), None)
        if not opened or not fits(level, opened) or (body and (not headed or headed.piece != opened.piece)):
            return
        smaller = opened.piece.place
        if not smaller or smaller.level != "county" or opened.piece.text != smaller.name:
            return
        own = any(s.rest and s.piece.text == home.name for s in self.terrain.sites)
        acting = patterns()["acting"].regex.match(self.terrain.text, opened.end)  # 汝州市总工会|召开
        acts = opened.rest and acting and home in gazetteer().chain(smaller)
        if (own and body) or acts:
            yield Found(smaller.name, "the smaller city the article is about")

    def posts(self, level: Level | None, at: int) -> Iterator[Found]:
        """Walk back over the posts of one person: 金华市人大常委会副主任、市总工会主席.

        Args:
            level: the word to find a place for; None takes the lowest place of the nearest post.
            at: where the name stands.
        """
        i, right, crossed = bisect_left(self._starts, at) - 1, at, False
        while i >= 0:
            m = self.mentions[i]
            gap = self.terrain.text[m.end : right]
            if m.label == Label.PERSON and patterns()["one list"].matches(gap) and not crossed:
                i, right, crossed = i - 1, m.start, True  # 甲市委副书记王一、市总工会主席李二: both of that place
                continue
            kinds = ("title chain", "list", "one title") if crossed else ("title chain", "list")
            if m.label == Label.PERSON or not any(patterns()[p].matches(gap) for p in kinds):
                return
            sites = [s for s in self._sites_in(m.start, m.end) if level is None or fits(level, s)]
            for s in reversed(sites):
                yield Found(self.name_for(level, s) if level else s.piece.text, _POSTS)
            if level and level.zone and not sites:
                yield from self._zone_in(level, m)
            for word, rest in () if level or sites else words_of(m.name):
                found = self.find(word, rest, m.start)  # the place of 市人大常委会, before a mere 总工会
                if found:
                    yield Found(found.name, _POSTS)
            i, right = i - 1, m.start

    def _region(self, level: Level) -> Iterator[Found]:
        """Yield the autonomous region that 区 means where the article names no district: its own, or the paper's."""
        if not level.region or any(fits(level, s) for s in self.terrain.sites):
            return
        above = [s.chain[0].place for s in self.terrain.sites] + list(self.terrain.home[:1])
        for place in above:
            if place and re.search(level.region, place.name):
                yield Found(place.name, "the autonomous region")
                return

    def _zone_in(self, level: Level, m: Mention) -> Iterator[Found]:
        """Yield the zone that a name opens with behind a level word: 县经济开发区党工委 → 青阳县经济开发区."""
        for word, rest in words_of(m.name):
            zone = patterns()["zone"].regex.match(rest)
            above = self.find(word, rest, m.start) if zone and not word.zone else None
            if zone and above and level.names.search(zone.group()):
                yield Found(above.name + zone.group(), _POSTS)
                return

    def _brief(self, level: Level, at: int) -> Iterator[Found]:
        for start, end in self._briefs:
            if start <= at < end:
                for s in self._sites_in(start, start + 12):
                    if fits(level, s):
                        yield Found(self.name_for(level, s), "the item's place")
                        return

    def _sentence(self, level: Level, rest: str, at: int) -> Iterator[Found]:
        """Yield the places named before it in the sentence: first of a body with the same rest, then any.

        A county-level city does not stand for 市 where the city above it is named, too.
        """
        ends = [m.end() for m in _SENTENCE_END.finditer(self.terrain.text, 0, at)]
        start = ends[-1] if ends else 0
        inside = [s for s in self._good if start <= s.start < at and fits(level, s)]
        for s in reversed(inside):
            if s.rest == rest:
                yield Found(self.name_for(level, s), "the same body in the sentence")
        for s in reversed(inside):
            yield Found(self._city_of(level, s), "nearest in the sentence")
        yield from self._above(level, [s for s in reversed(self._good) if start <= s.start < at])

    def _city_of(self, level: Level, site: Site) -> str:
        place = site.piece.place
        if level.city and place and place.level == "county":
            city = gazetteer().parent(place)
            if city and city.level == "city" and city.short in self.terrain.text:
                return city.name
        return self.name_for(level, site)

    def _nearest(self, level: Level, start: int, end: int, at: int, where: str) -> Iterator[Found]:
        """Yield places between two positions: those before ``at``, the nearest first, then those behind it."""
        inside = [s for s in self._good if start <= s.start < end and s.start != at and fits(level, s)]
        for s in [*reversed([s for s in inside if s.start < at]), *[s for s in inside if s.start > at]]:
            yield Found(self._city_of(level, s), f"nearest in the {where}")

    def _written_out(self, level: Level, rest: str) -> Iterator[Found]:
        """Yield the place of a body written out in full elsewhere, if it is written out for one place only."""
        named = {self.name_for(level, s) for s in self.terrain.sites if s.rest == rest and fits(level, s)}
        if len(named) == 1:
            yield Found(named.pop(), "written out in the article")

    def _leads(self, level: Level, only: bool = False) -> Iterator[Found]:
        """Yield the places of headline and dateline; nothing where ``only`` one is wanted and there are more."""
        named = [
            self.name_for(level, s)
            for start, end in self.terrain.leads
            for s in self._sites_in(start, end)
            if fits(level, s)
        ]
        if not only or len(set(named)) == 1:
            yield from (Found(name, "headline or dateline") for name in named)

    def _above(self, level: Level, sites: Sequence[Site]) -> Iterator[Found]:
        """Yield the city or province above places that are named, in their order."""
        for s in sites:
            if s.piece.place:
                for p in gazetteer().chain(s.piece.place)[:-1]:
                    if level.names.search(p.name):
                        yield Found(self.terrain.standing(p) or p.name, f"above {s.piece.text}")

    # -- spans ----------------------------------------------------------------------------------------------------

    @cached_property
    def _good(self) -> tuple[Site, ...]:
        """Places where something happens: not those that only say where somebody comes from, nor company names."""
        origin = patterns()["origin"].regex
        text = self.terrain.text
        return tuple(
            s
            for s in self.terrain.sites
            if s.label != Label.COMPANY and not origin.search(text[max(s.start - 4, 0) : s.start])
        )

    @cached_property
    def _companies(self) -> tuple[Site, ...]:
        return tuple(s for s in self.terrain.sites if s.label == Label.COMPANY)

    def _sites_in(self, start: int, end: int) -> Iterator[Site]:
        return (s for s in self.terrain.sites if start <= s.start and s.end <= end)

    def _paragraph(self, at: int) -> tuple[int, int]:
        text = self.terrain.text
        end = text.find("\n", at)
        return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end

    @cached_property
    def _briefs(self) -> tuple[tuple[int, int], ...]:
        """Items of a column of briefs, from one mark to the next; none unless there are two."""
        text, mark = self.terrain.text, patterns()["brief"].regex
        starts = [m.start() for m in re.finditer(r"[^\n]+", text) if mark.match(text, m.start())]
        return tuple(zip(starts, [*starts[1:], len(text)], strict=True)) if len(starts) > 1 else ()


def fits(level: Level, site: Site) -> bool:
    """Say whether a level's word can stand for a place."""
    return bool(level.names.search(site.piece.key))


def words_of(name: str) -> Iterator[tuple[Level, str]]:
    """Yield the level words that a name may open with, and the rest: 市总工会 → 市, 总工会."""
    if name[:1] in level_starts():
        for level in levels():
            rest = level.rest(name)
            if rest is not None:
                yield level, rest
