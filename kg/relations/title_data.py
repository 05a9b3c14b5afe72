"""The words of titles: models of ``kg/data/relations/titles.yaml``."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from kg.lexicon import load_mapping
from kg.types import Label


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fit(_Strict):
    """Which organisations a title may belong to when the text leaves them out."""

    labels: frozenset[Label] = frozenset()
    endings: tuple[str, ...] = ()

    def __call__(self, name: str, label: Label) -> bool:
        """Tell whether an organisation of this name and label may have the post."""
        return label in self.labels or (label is not Label.PLACE and name.endswith(self.endings or ("\0",)))


class Ending(_Strict):
    """How a head names its unit: without the suffix, or by other endings."""

    suffix: str
    endings: dict[str, tuple[str, ...]]

    def __call__(self, head: str, name: str) -> bool:
        """Tell whether an organisation's name ends as the head asks for."""
        stem = head.removesuffix(self.suffix)
        return name.endswith(self.endings.get(stem, (stem,)))


class HeadGroup(_Strict):
    """Heads that behave alike."""

    name: str
    about: str
    heads: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    fits: Fit
    bare_needs: tuple[str, ...] = ()
    """Endings of the organisation that a head without a department asks for, when the text leaves it out."""
    by_ending: Ending | None = None
    """The head names its unit: 厂长 asks for a name ending in 厂."""
    shared: bool = False
    """Several people may hold it, so that a list of names may share it."""
    official: bool = False
    """Lists of officials leave its organisation out because the last one named still holds."""
    in_unions: bool = True
    """A union may have such a post beside its own: 总工会副主席、… but no 总工会焊工."""
    place: bool = False
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()


class Anaphor(_Strict):
    """A noun that stands for an organisation named before."""

    word: str
    labels: frozenset[Label]
    endings: tuple[str, ...] = ()
    this: bool = Field(default=False)
    """Only with a pointing word before it (该厂)."""
    not_bare: tuple[str, ...] = ()
    """Endings of organisations that are not meant where no pointing word stands before it."""

    def fits(self, name: str, label: Label, *, bare: bool = False) -> bool:
        """Tell whether a name may be meant; ``bare`` where no pointing word stands before the noun."""
        if bare and name.endswith(self.not_bare or ("\0",)):
            return False
        return label in self.labels and name.endswith(self.endings or ("",))


class TitleData(_Strict):
    """The data file."""

    former: tuple[str, ...]
    never_in_unions: tuple[str, ...]
    """Heads of what no union has: 值班副矿长."""
    ranks: frozenset[str]
    """Ranks of officials, which are kept when a post is left."""
    deputy: str
    levels: tuple[str, ...]
    bodies: tuple[str, ...]
    of_unions: frozenset[str]
    of_employers: frozenset[str]
    units: tuple[str, ...]
    close_heads: tuple[str, ...]
    units_of_titles: tuple[str, ...]
    bodies_of_titles: tuple[str, ...]
    place_endings: tuple[str, ...]
    committee: str
    committee_departments: tuple[str, ...]
    bodies_of_places: tuple[str, ...]
    union: str
    unions_of_places: str
    named_bodies: str
    not_named: str
    named_wholes: str
    named_levels: str
    terms: str
    sent: str
    party_heads: frozenset[str]
    departments_of: dict[str, tuple[str, ...]]
    governments: tuple[str, ...]
    organs_of_places: str
    not_in_departments: tuple[str, ...]
    department_words: frozenset[str]
    heads: tuple[HeadGroup, ...]
    plain: tuple[str, ...]
    plain_endings: tuple[str, ...]
    ages: tuple[str, ...]
    unknown_endings: tuple[str, ...]
    attributes: tuple[str, ...]
    openers: tuple[str, ...]
    anaphors: tuple[Anaphor, ...]
    this: tuple[str, ...]


@cache
def title_data() -> TitleData:
    """Return the data.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("relations/titles.yaml", TitleData)
