"""The saved queries of the package, and one's own folder of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import DataError, UnknownQueryError
from kg.query.header import SavedQuery, parse


class Catalogue(Mapping[str, SavedQuery]):
    """Saved queries by name, sorted; an unknown name is told what is near it."""

    def __init__(self, queries: Mapping[str, SavedQuery]) -> None:
        self._queries = dict(sorted(queries.items()))

    def __getitem__(self, name: str) -> SavedQuery:
        """Return the query of a name.

        Raises:
            UnknownQueryError: there is none; the message names near ones.
        """
        try:
            return self._queries[name]
        except KeyError:
            near = get_close_matches(name, self._queries, n=3, cutoff=0.5)
            near = near or [n for n, q in self._queries.items() if name and (name in n or name in q.title)][:3]
            hint = f"did you mean {' or '.join(near)}?" if near else "`kg query` lists them"
            raise UnknownQueryError(f"there is no saved query {name}; {hint}") from None

    def __contains__(self, name: object) -> bool:
        """Say whether there is a query of that name."""
        return name in self._queries

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._queries)

    def __len__(self) -> int:
        """Return the number of queries."""
        return len(self._queries)


@cache
def catalogue() -> Catalogue:
    """Return the saved queries of the package.

    Raises:
        DataError: a query's file is wrong; names file and line.
    """
    found = {}
    for entry in files("kg_queries").iterdir():
        name, dot, ending = entry.name.rpartition(".")
        if dot and ending == "cypher":
            found[name] = parse(name, entry.read_text(encoding="utf-8"))
    if not found:
        raise DataError("queries/: there are no saved queries; reinstall the package")
    return Catalogue(found)


def catalogue_of(folder: Path) -> Catalogue:
    """Return the saved queries in a folder.

    Raises:
        DataError: a file is wrong or cannot be read; names file and line.
    """
    found = {}
    for path in sorted(folder.glob("*.cypher")):
        try:
            found[path.stem] = parse(path.stem, path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as e:
            raise DataError(f"{path}: cannot be read ({e})") from e
    return Catalogue(found)
