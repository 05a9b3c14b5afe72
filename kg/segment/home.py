"""The place a newspaper is at home in: its province, or province and city."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.places import Place, abbreviations, gazetteer
from kg.segment.lexicon import compiled, pattern

_FILE = "segment/national.yaml"
_LONGEST_FORM = 12
_CAPITAL = "01"
"""Third and fourth digit of the codes of a province's capital (GB/T 2260)."""


class National(BaseModel):
    """Traits of national newspapers."""

    model_config = ConfigDict(extra="forbid")

    home: str
    name: str
    publisher: str
    examples: list[str]
    counterexamples: list[str]
    publisher_examples: list[str]


def _national_home() -> str:
    return load_mapping(_FILE, National).home


@cache
def _national() -> tuple[re.Pattern[str], re.Pattern[str]]:
    traits = load_mapping(_FILE, National)
    return compiled(_FILE, "name", traits.name), compiled(_FILE, "publisher", traits.publisher)


def find_home(newspaper: str | None, cn_code: str | None, texts: Sequence[str]) -> str | None:
    """Return 浙江省, 湖北省襄阳市, 全国, or None where nothing tells.

    What the name says goes first, then who answers for the paper, the address, the CN code's region number.

    Args:
        newspaper: the paper's name.
        cn_code: CN33-0018.
        texts: folded lines of the masthead.
    """
    name_pattern, publisher_pattern = _national()
    region = gazetteer().province_of_code(cn_code[2:4]) if cn_code else None
    if newspaper:
        if name_pattern.search(newspaper):
            return _national_home()
        place = _at_start(newspaper, region)
        if place:
            return name_of(place)
    joined = " ".join(texts)
    if region is None:
        region = next(
            (p for m in pattern("number of inner material").finditer(joined) if (p := abbreviations().get(m[1]))), None
        )
    if publisher_pattern.search(joined):
        return _national_home()
    for m in pattern("publisher of a place").finditer(joined):
        place = _at_start(m[1], region)
        if place:
            return name_of(place)
    for m in pattern("address").finditer(joined):
        place = _in_address(m[1], region)
        if place and cn_code and place.level != "province" and place.code[2:4] == _CAPITAL:
            place = gazetteer().province_of(place)  # a paper of the province sits in its capital
        if place:
            return name_of(place)
    for m in pattern("publisher").finditer(joined):
        place = _at_start(m[1], region)
        if place:
            return name_of(place)
    return gazetteer().province_of(region).name if region else None


def name_of(place: Place) -> str:
    """Return a place as a home: province alone, province and city, or province and county-level city or county."""
    province = gazetteer().province_of(place)
    if place.level == "county" and _is_district(place):
        place = gazetteer().parent(place) or place
    return province.name if place == province else province.name + place.name


def _is_district(place: Place) -> bool:
    """Whether a county-level place is a district of a city: its code's last two digits are below 21 (GB/T 2260)."""
    return int(place.code[4:]) < 21 and not place.code.startswith("9", 2)


def _forms(text: str) -> Iterator[tuple[str, tuple[Place, ...]]]:
    for size in range(min(_LONGEST_FORM, len(text)), 1, -1):
        places = gazetteer().named(text[:size])
        if places:
            yield text[:size], places


def _at_start(text: str, region: Place | None) -> Place | None:
    """Return the place a name begins with; a smaller one that follows it goes before: 湖北襄阳… → 襄阳."""
    for form, places in _forms(text):
        place = _choose(places, region)
        if place is None:
            continue
        if place.level == "county" and form != place.name and len(form) < 3 and (not region or _is_district(place)):
            continue  # 中原 is a region, and a district of Zhengzhou
        rest = text[len(form) :]
        inner = _inside(place, rest) if rest else None
        return inner or place
    return None


def _inside(place: Place, text: str) -> Place | None:
    for _, places in _forms(text):
        for p in places:
            if p.level == "city" and p in _below(place):
                return p
    return None


def _below(place: Place) -> Iterable[Place]:
    return [p for p in gazetteer().all if p.parent == place.code]


def _in_address(text: str, region: Place | None) -> Place | None:
    """Return the city of an address: 杭州市学院路117号 → 杭州市; its province where no city is named."""
    first = _at_start(text, region)
    if first is None or first.level != "province":
        return first
    for form, places in _forms(text):
        if first in places:
            for _, inner in _forms(text[len(form) :]):
                city = next((p for p in inner if gazetteer().province_of(p) == first), None)
                if city:
                    return city
    return first


def _choose(places: tuple[Place, ...], region: Place | None) -> Place | None:
    """Return the place meant: the one in the CN code's province, else the largest if it is the only one of its size."""
    inside = [p for p in places if region and gazetteer().province_of(p) == region]
    if inside:
        return inside[0]
    largest = [p for p in places if p.level == places[0].level]
    return largest[0] if len(largest) == 1 else None
