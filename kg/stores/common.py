"""What both stores do in the same words: reading for a change, writing it, and the questions of the Protocol."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeVar

from kg.areas import decode
from kg.errors import NotFoundError, OntologyError
from kg.graph.check import base_label
from kg.ontology import ontology
from kg.stores import cypher
from kg.stores.base import Added, Identity, IssueInfo, Stats
from kg.stores.change import addition, by_issue, removal, together
from kg.stores.draft import EVIDENCED, Change
from kg.stores.names import nearest
from kg.types import Answer, Edge, GraphPart, Node, ResolvedArticle, Source

BATCH = 5000
"""Rows a statement; between a thousand and ten thousand the rate hardly differs."""
T = TypeVar("T")


class Runner(ABC):
    """Runs statements inside one transaction and gives graph values as ours."""

    @abstractmethod
    def run(self, statement: str, **parameters: Any) -> Answer:
        """Run one statement."""

    def column(self, statement: str, **parameters: Any) -> list[Any]:
        """Return the first column of an answer."""
        return [row[0] for row in self.run(statement, **parameters).rows]


class TransactionReader:
    """Reads what a change needs, in the transaction that will write it."""

    def __init__(self, runner: Runner) -> None:
        self.runner = runner

    def nodes(self, base: str, ids: Collection[str]) -> list[Node]:
        """Return nodes of one base label by id."""
        return [n for b in batches(ids) for n in self.runner.column(cypher.nodes_by_id(base), ids=b)]

    def persons(self, names: Collection[str]) -> list[Node]:
        """Return the persons of these names."""
        return [n for b in batches(names) for n in self.runner.column(cypher.nodes_by_name("Person"), names=b)]

    def edges(self, type: str, ids: Collection[str]) -> list[Edge]:
        """Return edges of one type by id."""
        return self._edges(cypher.edges_by_id(type), ids)

    def edges_from(self, base: str, ids: Collection[str], types: Sequence[str]) -> list[Edge]:
        """Return the edges of some types that leave nodes of one base label."""
        return self._edges(cypher.edges_from(base, types), ids)

    def edges_to(self, base: str, ids: Collection[str], types: Sequence[str]) -> list[Edge]:
        """Return the edges of some types that reach nodes of one base label."""
        return self._edges(cypher.edges_to(base, types), ids)

    def known(self, base: str, ids: Collection[str]) -> set[str]:
        """Return which of the ids are there."""
        return {i for b in batches(ids) for i in self.runner.column(cypher.known(base), ids=b)}

    def _edges(self, statement: str, ids: Collection[str]) -> list[Edge]:
        return [edge for b in batches(ids) for edge in self.runner.column(statement, ids=b)]


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut items into lists of at most ``size``."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def write(runner: Runner, change: Change) -> None:
    """Write a change: edges and nodes that go, then nodes, then edges."""
    for kind, edges in _grouped(change.edges_gone, lambda e: e.type).items():
        _each(runner, cypher.delete_edges(kind), "ids", [e.id for e in edges])
    for base, nodes in _grouped(change.nodes_gone, lambda n: base_label(n.labels)).items():
        _each(runner, cypher.delete_nodes(base), "ids", [n.id for n in nodes])
    fresh = [n for n in change.nodes if n.id not in change.old_nodes]
    for labels, nodes in _grouped(fresh, lambda n: n.labels).items():
        _each(runner, cypher.create_nodes(labels), "rows", [{"id": n.id, "properties": _given(n)} for n in nodes])
    known = [n for n in change.nodes if n.id in change.old_nodes]
    for base, nodes in _grouped(known, lambda n: base_label(n.labels)).items():
        _each(runner, cypher.set_nodes(base), "rows", [{"id": n.id, "properties": _given(n)} for n in nodes])
        _relabel(runner, base, [n for n in nodes if n.id in change.relabelled], change.relabelled)
    _write_edges(runner, change)


def _write_edges(runner: Runner, change: Change) -> None:
    fresh = [e for e in change.edges if e.id not in change.old_edges]
    for (kind, head, tail), edges in _grouped(
        fresh, lambda e: (e.type, change.bases[e.head], change.bases[e.tail])
    ).items():
        rows = [{"head": e.head, "tail": e.tail, "properties": _given(e)} for e in edges]
        _each(runner, cypher.create_edges(kind, head, tail), "rows", rows)
    known = [e for e in change.edges if e.id in change.old_edges]
    for kind, edges in _grouped(known, lambda e: e.type).items():
        _each(runner, cypher.set_edges(kind), "rows", [{"id": e.id, "properties": _given(e)} for e in edges])


def _relabel(runner: Runner, base: str, nodes: Sequence[Node], before: Mapping[str, tuple[str, ...]]) -> None:
    for label in ontology().nodes[base].sublabels:
        gained = [n.id for n in nodes if label in n.labels and label not in before[n.id]]
        lost = [n.id for n in nodes if label not in n.labels and label in before[n.id]]
        _each(runner, cypher.add_label(base, label), "ids", gained)
        _each(runner, cypher.remove_label(base, label), "ids", lost)


def _given(thing: Node | Edge) -> dict[str, Any]:
    return {k: v for k, v in thing.properties.items() if v is not None}


def _grouped(items: Iterable[Any], key: Any) -> dict[Any, list[Any]]:
    groups: defaultdict[Any, list[Any]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return dict(groups)


def _each(runner: Runner, statement: str, name: str, rows: Sequence[Any]) -> None:
    for batch in batches(rows):
        runner.run(statement, **{name: batch})


class CypherStore(ABC):
    """The Protocol's questions, for a store that speaks Cypher."""

    url: str
    identity: Identity

    @abstractmethod
    def run(self, statement: str, parameters: Mapping[str, Any] | None = None, *, write: bool = False) -> Answer:
        """Run one Cypher statement; see ``kg.stores.base.Store``."""

    @abstractmethod
    def close(self) -> None:
        """Give the store back."""

    @abstractmethod
    def _transact(self, work: Any) -> Any:
        """Call ``work(runner)`` in one write transaction that other writers wait for, and return what it returns."""

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def add(self, articles: Sequence[ResolvedArticle]) -> Added:
        """Add articles, some whole issues at a time; see ``kg.stores.base.Store``."""
        added, changes = set[str](), list[Change]()
        issues = by_issue(articles)
        for group in together(issues.values()):
            try:
                done = [self._transact(lambda runner, g=group: self._add_issues(runner, g))]
            except OntologyError:  # issues before the one that cannot be held are kept
                done = [self._transact(lambda r, g=g: self._add_issues(r, g)) for g in by_issue(group).values()]
            added.update(i for new, _ in done for i in new)
            changes += [change for _, change in done]
        ids = [a.article.id for group in issues.values() for a in group]
        new, old = (tuple(i for i in ids if (i in added) is there) for there in (True, False))
        return Added(new, old, tuple(issues), sum(len(c.nodes) for c in changes), sum(len(c.edges) for c in changes))

    def _add_issues(self, runner: Runner, group: Sequence[ResolvedArticle]) -> tuple[list[str], Change]:
        reader = TransactionReader(runner)
        there = reader.known("Article", [a.article.id for a in group])
        new = [a for a in group if a.article.id not in there]
        if not new:
            return [], Change()
        change = addition(reader, new, self.identity)
        write(runner, change)
        return [a.article.id for a in new], change

    def remove(self, issue: str) -> int:
        """Take an issue out; see ``kg.stores.base.Store``."""
        return int(self._transact(lambda runner: self._remove_issue(runner, issue)))

    def _remove_issue(self, runner: Runner, issue: str) -> int:
        reader = TransactionReader(runner)
        if not reader.known("Issue", [issue]):
            raise NotFoundError(f"{self.url} holds no issue {issue}; `kg stats` lists the issues that are there")
        change = removal(reader, issue, self.identity)
        write(runner, change)
        return sum("Article" in n.labels for n in change.nodes_gone)

    def replace(self, articles: Sequence[ResolvedArticle]) -> None:
        """Put articles in the place of all that their issue has; see ``kg.stores.base.Store``."""

        def work(runner: Runner) -> None:
            for issue, group in by_issue(articles).items():
                self._remove_issue(runner, issue)
                self._add_issues(runner, group)

        self._transact(work)

    def issues(self) -> tuple[IssueInfo, ...]:
        """Return the issues that are there."""
        return tuple(
            IssueInfo(str(i), str(paper), _date(day), None if number is None else str(number), int(n))
            for i, paper, day, number, n in self._rows(cypher.ISSUES)
        )

    def sources(self, articles: Iterable[str]) -> Mapping[str, Source]:
        """Return where articles stand."""
        return {
            str(i): Source(str(headline), str(paper), _date(day), _text(page), _text(file), decode(_text(areas)))
            for batch in batches(sorted({*articles}))
            for i, headline, paper, day, page, file, areas in self._rows(cypher.SOURCES, ids=batch)
        }

    def neighbourhood(self, name: str, *, limit: int = 200) -> GraphPart:
        """Return everything of this name and what is linked to it by evidence."""
        found = [n for b in cypher.ADDRESSED for n in self._column(cypher.nodes_by_name(b), names=[name])]
        found = found or self._also_called(name)
        if not found:
            near = self.names_like(name)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise NotFoundError(f"{self.url} knows nobody and nothing called {name}{hint}")
        nodes = {n.id: n for n in found}
        rows: list[tuple[Any, ...]] = []
        for base, group in _grouped(found, lambda n: base_label(n.labels)).items():
            rows += self._rows(cypher.edges_among(base, EVIDENCED), ids=[n.id for n in group])
        rows.sort(key=lambda row: (_last(row[0]), row[0].id), reverse=True)
        edges: dict[str, Edge] = {}
        for edge, _, _, other in rows:
            if edge.id not in edges and len(edges) >= limit:
                break
            edges[edge.id] = edge
            nodes[other.id] = other
        return _part(nodes.values(), edges.values())

    def names_like(self, text: str, *, limit: int = 5) -> tuple[str, ...]:
        """Return names that are like a text."""
        return nearest(text, self._some_names(text), limit)

    def _also_called(self, name: str) -> list[Node]:
        """Return nodes of which a name is an alias."""
        bases = [b for b in cypher.ADDRESSED if "aliases" in ontology().nodes[b].properties]
        return [n for b in bases for n in self._column(cypher.nodes_by_alias(b), name=name)]

    def _some_names(self, text: str) -> Iterable[str]:
        """Return names among which those like a text are."""
        return (str(n) for b in cypher.ADDRESSED for n in self._column(cypher.names(b)))

    def graph(self) -> GraphPart:
        """Return the whole graph."""
        model = ontology()
        nodes = [n for base in model.nodes for n in self._column(cypher.all_nodes(base))]
        edges = [e for kind in model.edges for e in self._column(cypher.all_edges(kind))]
        return _part(nodes, edges)

    def stats(self) -> Stats:
        """Return counts."""
        labels = {str(k): int(n) for k, n in self._rows(cypher.LABELS) if k != "StoreInfo"}
        edges = {t: int(self._column(cypher.count_edges(t))[0]) for t in ontology().edges}
        days = [i.date for i in self.issues() if i.date]
        return Stats(
            labels,
            {t: n for t, n in edges.items() if n},
            labels.get("Issue", 0),
            labels.get("Article", 0),
            min(days, default=None),
            max(days, default=None),
        )

    def _rows(self, statement: str, **parameters: Any) -> tuple[tuple[Any, ...], ...]:
        return self.run(statement, parameters).rows

    def _column(self, statement: str, **parameters: Any) -> list[Any]:
        return [row[0] for row in self._rows(statement, **parameters)]


def _part(nodes: Iterable[Node], edges: Iterable[Edge]) -> GraphPart:
    return GraphPart(tuple(sorted(nodes, key=lambda n: n.id)), tuple(sorted(edges, key=lambda e: e.id)))


def _last(edge: Edge) -> str:
    p = edge.properties
    return str(p.get("last_reported") or p.get("reported") or "")


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _date(value: Any) -> date | None:
    return value if isinstance(value, date) else None
