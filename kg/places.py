"""Administrative divisions of China: provinces, prefecture-level cities and county-level units, with their parents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from kg.errors import DataError
from kg.lexicon import read_text

Level = Literal["province", "city", "county"]
_LEVELS = ("province", "city", "county")
_FILE = "places.tsv"
_ABBREVIATIONS = "abbreviations.tsv"
_AUTONOMOUS = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


@dataclass(frozen=True, slots=True)
class Place:
    """A division: ``code`` by GB/T 2260 (six digits), ``name`` 浙江省, ``short`` 浙江, ``parent``'s code or ""."""

    code: str
    level: Level
    name: str
    short: str
    parent: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The ways it is written: full, short, and for autonomous ones the usual 恩施州, 景宁县."""
        usual = tuple(self.short + u for end, u in _AUTONOMOUS.items() if self.name.endswith(end))
        return tuple(dict.fromkeys((self.name, *usual, self.short)))


class Gazetteer:
    """All divisions, found by code or by any way of writing them."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self.all = places
        self._by_code = {p.code: p for p in places}
        self._by_form: dict[str, tuple[Place, ...]] = {}
        for level in _LEVELS:  # larger places come first under a name that several bear
            for p in places:
                if p.level == level:
                    for form in p.forms:
                        self._by_form[form] = (*self._by_form.get(form, ()), p)

    def get(self, code: str) -> Place | None:
        """Return the place of a code, or None."""
        return self._by_code.get(code)

    def named(self, form: str) -> tuple[Place, ...]:
        """Return the places written so, larger ones first; empty when there is none."""
        return self._by_form.get(form, ())

    def forms(self) -> Iterator[str]:
        """Yield every way of writing any place."""
        return iter(self._by_form)

    def parent(self, place: Place) -> Place | None:
        """Return the city or province that a place belongs to; None for a province."""
        return self._by_code.get(place.parent)

    def chain(self, place: Place) -> tuple[Place, ...]:
        """Return the place's province, city if any, and itself, in this order."""
        up = self.parent(place)
        return (*self.chain(up), place) if up else (place,)

    def province_of(self, place: Place) -> Place:
        """Return the province a place lies in (itself for a province)."""
        return self.chain(place)[0]

    def full_name(self, place: Place) -> str:
        """Return the names from the province down: 湖北省襄阳市."""
        return "".join(p.name for p in self.chain(place))

    def province_of_code(self, region: str) -> Place | None:
        """Return the province of a two-digit region number, as CN codes begin with: 33 → 浙江省."""
        return self._by_code.get(region + "0000")


def _rows(name: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    for n, line in enumerate(read_text(name).splitlines(), 1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != columns:
                raise DataError(f"kg/data/{name}: line {n}: {len(cells)} columns, {columns} needed")
            yield n, cells


@cache
def gazetteer() -> Gazetteer:
    """Return the package's gazetteer.

    Raises:
        DataError: a line of the table is wrong; names file and line.
    """
    out, codes = [], set()
    for n, (code, level, name, short, parent) in _rows(_FILE, 5):
        if level not in _LEVELS:
            raise DataError(f"kg/data/{_FILE}: line {n}: unknown level {level}")
        if level != "province" and f"{parent[:2]}0000" not in codes:
            raise DataError(f"kg/data/{_FILE}: line {n}: parent {parent or '(none)'} is not in the table above")
        codes.add(code)
        out.append(Place(code, cast(Level, level), name, short, parent))
    return Gazetteer(tuple(out))


@cache
def abbreviations() -> dict[str, Place]:
    """Return one-character names of provinces and cities: 浙 → 浙江省, 甬 → 宁波市.

    Raises:
        DataError: a line of the table is wrong, or its place is not in the gazetteer.
    """
    out = {}
    for n, (char, name) in _rows(_ABBREVIATIONS, 2):
        found = gazetteer().named(name)
        if not found:
            raise DataError(f"kg/data/{_ABBREVIATIONS}: line {n}: no place is called {name}")
        out[char] = found[0]
    return out
