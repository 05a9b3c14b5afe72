"""What every store can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Any, Protocol, Self

from kg.types import Answer, Claim, GraphPart, ResolvedArticle, Source

SCHEMA_VERSION = 2
"""Raised when a store written by this release cannot be read by the one before it; see ``kg.stores.migration``."""


@dataclass(frozen=True, slots=True)
class Added:
    """What ``add`` did: article ids, and the issues they stand in."""

    added: tuple[str, ...]
    skipped: tuple[str, ...]
    """Articles that were there already."""
    issues: tuple[str, ...]
    nodes: int = 0
    """Nodes written: new ones and those that changed."""
    edges: int = 0


@dataclass(frozen=True, slots=True)
class IssueInfo:
    """One issue in a store."""

    id: str
    newspaper: str
    date: date | None
    number: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts by label and by type; a node with two labels counts under each."""

    nodes: Mapping[str, int]
    edges: Mapping[str, int]
    issues: int
    articles: int
    first: date | None
    last: date | None


class Identity(Protocol):
    """Says which articles speak of one person (``kg.resolve`` does)."""

    def claims(self, article: ResolvedArticle, /) -> Sequence[Claim]:
        """Return what the article says of each person it names."""
        ...

    def identify(self, claims: Iterable[Claim], /) -> Mapping[tuple[str, str], str]:
        """Return the person id by article id and name."""
        ...


class Store(Protocol):
    """A store of one graph. Open it with ``kg.stores.open_store``; close it, or use it as a context manager."""

    url: str

    def add(self, articles: Sequence[ResolvedArticle]) -> Added:
        """Add articles, some whole issues at a time: an issue is there as a whole or not at all.

        Articles that are there already are skipped, so adding twice is adding once.

        Raises:
            StoreError: the store cannot be written; what was written before it failed are whole issues.
            OntologyError: an article states what the graph cannot hold; issues before its own are kept.
        """
        ...

    def remove(self, issue: str) -> int:
        """Take an issue out, with exactly the evidence it gave; return the number of its articles.

        Args:
            issue: id as ``issues`` gives it.

        Raises:
            NotFoundError: there is no such issue.
            StoreError: the store cannot be written.
        """
        ...

    def replace(self, articles: Sequence[ResolvedArticle]) -> None:
        """Put articles in the place of all that their issues have, at once or not at all.

        Raises:
            NotFoundError: one of the issues is not there.
            StoreError: the store cannot be written.
        """
        ...

    def issues(self) -> tuple[IssueInfo, ...]:
        """Return the issues that are there, by newspaper and date."""
        ...

    def sources(self, articles: Iterable[str]) -> Mapping[str, Source]:
        """Return where articles stand, by id; unknown ids are left out."""
        ...

    def run(self, statement: str, parameters: Mapping[str, Any] | None = None, *, write: bool = False) -> Answer:
        """Run one Cypher statement.

        Args:
            statement: one statement.
            parameters: its parameters; dates as ``datetime.date``.
            write: allow it to change the graph.

        Raises:
            QueryError: the statement is wrong, or writes where only reading is allowed.
            StoreError: the store does not answer.
        """
        ...

    def neighbourhood(self, name: str, *, limit: int = 200) -> GraphPart:
        """Return everything of this name and what is linked to it by evidence.

        Args:
            name: a name; where nothing bears it, an alias.
            limit: at most so many edges, those last reported first.

        Raises:
            NotFoundError: nothing bears the name.
        """
        ...

    def names_like(self, text: str, *, limit: int = 5) -> tuple[str, ...]:
        """Return names of people, bodies, places, events and honours that are like a text, the most alike first.

        The text itself comes first where something bears it.
        """
        ...

    def graph(self) -> GraphPart:
        """Return the whole graph."""
        ...

    def stats(self) -> Stats:
        """Return counts."""
        ...

    def close(self) -> None:
        """Give the store back; doing so twice is no error."""
        ...

    def __enter__(self) -> Self:
        """Return the store."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        ...
