"""Resolved articles → a part of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from kg.areas import encode
from kg.errors import OntologyError
from kg.graph.check import check
from kg.graph.keys import BASES, SUBLABELS, SYMMETRIC, edge_id, entity_id, event_id, is_official_body
from kg.graph.merge import evidenced, merge, ordered_labels, telling
from kg.ids import digest, evidence_address, first_of, issue_of
from kg.remarks import encode as encode_remarks
from kg.types import Claim, Edge, Fact, GraphPart, Label, Name, Node, RelationType, ResolvedArticle, Value

KINDS = (*SUBLABELS, Label.ORG)


def build(
    articles: Iterable[ResolvedArticle],
    people: Mapping[tuple[str, str], str],
    claims: Iterable[Claim] = (),
) -> GraphPart:
    """Return the graph of some articles.

    Building articles together or apart and merging gives the same graph, in any order.

    Args:
        articles: the articles, each once.
        people: id of each person by article id and name; a person without an id is one of the article's own, joined
            with nobody.
        claims: what the articles say of their persons; kept so that later articles can be compared.

    Raises:
        OntologyError: an article states what the ontology does not allow; names the article.
    """
    kept: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        kept[claim.article].append(claim)
    part = merge(*(_Builder(a, people, kept[a.article.id]).part() for a in articles))
    check(part)
    return part


def person_id(people: Mapping[tuple[str, str], str], article: str, name: str) -> str:
    """Return the id of the person an article calls by a name."""
    return people.get((article, name)) or digest("Person", name, article)


class _Builder:
    """Builds one article's part."""

    def __init__(self, resolved: ResolvedArticle, people: Mapping[tuple[str, str], str], claims: list[Claim]) -> None:
        self.resolved = resolved
        self.article = resolved.article
        self.issue = issue_of(self.article.id)
        self.people = people
        self.claims = claims
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self.forms: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.labels: defaultdict[tuple[str, str], set[Label]] = defaultdict(set)
        self.days = self._event_days()

    def part(self) -> GraphPart:
        """Return nodes and edges of the article."""
        for m in self.resolved.mentions:
            key = (BASES[m.mention.label], m.canonical)
            self.forms[key].append(m.mention.name)
            self.labels[key].add(m.mention.label)
        for fact in self.resolved.facts:
            for end in (fact.head, fact.tail):
                self.labels[BASES[end.label], end.canonical].add(end.label)
        for base, name in sorted(self.labels):
            self._entity(base, name)
        for fact in self.resolved.facts:
            self._fact(fact)
        self._article()
        return merge(GraphPart(tuple(self.nodes.values()), ()), *(GraphPart((), (e,)) for e in self.edges))

    def _event_days(self) -> dict[str, date]:
        days: defaultdict[str, list[date]] = defaultdict(list)
        for fact in self.resolved.facts:
            if fact.tail.label is Label.EVENT and fact.start:
                days[fact.tail.canonical].append(fact.start)
        return {name: min(d) for name, d in days.items()}

    def _id(self, base: str, name: str) -> str:
        if base == "Person":
            return person_id(self.people, self.article.id, name)
        if base == "Event":
            return event_id(name, self.days.get(name), self.issue, self.article.id)
        return entity_id(base, self.resolved.identities.get(name, name))

    def _entity(self, base: str, name: str) -> None:
        node = self._id(base, name)
        forms = self.forms[base, name]
        kinds = self.labels[base, name]
        labels = [base, *(SUBLABELS[k] for k in kinds if k in SUBLABELS)]
        properties: dict[str, Value] = {"id": node, "name": name}
        if base in {"Person", "Organization", "Place"}:
            properties["aliases"] = sorted({*forms} - {name})
        if base == "Person":
            said = [c for c in self.claims if c.name == name]
            properties["keys"] = telling(k for c in said for k in c.keys)
            properties |= {"first": min(first_of(c.date, c.keys) for c in said)} if said else {}
            if self._official(name):
                labels.append("Official")
        if base == "Event" and name in self.days:
            properties["date"] = self.days[name]
        self.nodes[node] = Node(node, ordered_labels(labels), dict(sorted(properties.items())))
        if base != "Honour":
            self._mentioned(node, base, name)

    def _mentioned(self, node: str, base: str, name: str) -> None:
        forms = self.forms[base, name]
        kinds = self.labels[base, name]
        label = next((k for k in KINDS if k in kinds), min(kinds))
        edge = digest("MENTIONED_IN", node, self.article.id)
        # What no mention stands for (events, a company inside its union's name) is counted as the text has it.
        count = len(forms) or self.article.text.count(name)
        properties: dict[str, Value] = {"count": count, "forms": sorted({*forms}), "id": edge, "label": label.value}
        if base == "Person":
            properties["keys"] = sorted({k for c in self.claims if c.name == name for k in c.keys})
        self.edges.append(Edge(edge, "MENTIONED_IN", node, self.article.id, dict(sorted(properties.items()))))

    def _official(self, name: str) -> bool:
        return any(
            f.type is RelationType.HOLDS_ROLE
            and f.head.canonical == name
            and not f.former
            and is_official_body(BASES[f.tail.label], f.tail.canonical)
            for f in self.resolved.facts
        )

    def _fact(self, fact: Fact) -> None:
        head, tail = self._end(fact, fact.head), self._end(fact, fact.tail)
        if head == tail:
            return  # nobody accompanies himself, and no body is part of itself
        if fact.type == SYMMETRIC and tail < head:
            head, tail = tail, head
        own: dict[str, Value] = {}
        if fact.type is RelationType.HOLDS_ROLE:
            own = {"title": fact.title or "", "former": fact.former}
        elif fact.type is RelationType.ATTENDED:
            own = {"function": fact.function or "", "start": fact.start, "end": fact.end}
        elif fact.type == SYMMETRIC:
            own = {"start": fact.start}
        elif fact.type in {RelationType.VISITED, RelationType.ACCOMPANIED, RelationType.MET_WITH}:
            own = {"start": fact.start, "end": fact.end}
        own = {k: v for k, v in own.items() if v is not None and v != ""}
        key = edge_id(fact.type.value, head, tail, own)
        start, end = fact.evidence
        address = evidence_address(self.article.id, start, end)
        bare = Edge(key, fact.type.value, head, tail, own)
        sentence = " ".join(self.article.text[start:end].split())
        self.edges.append(evidenced(bare, {address: (float(fact.confidence), fact.rule)}, {address: sentence}))

    def _end(self, fact: Fact, name: Name) -> str:
        base = BASES.get(name.label)
        if base is None:
            raise OntologyError(f"{self.article.id}: {fact.type} has an end of unknown kind {name.label}")
        return self._id(base, name.canonical)

    def _article(self) -> None:
        a, m = self.article, self.article.masthead
        edge = digest("PUBLISHED_IN", a.id, self.issue)
        self.edges.append(Edge(edge, "PUBLISHED_IN", a.id, self.issue, {"id": edge}))
        headline = a.title or a.text.split("\n", 1)[0]
        article: dict[str, Value] = {
            "id": a.id, "name": headline, "headline": headline, "text": a.text, "page": m.page,
            "reporters": [*a.reporters], "areas": encode(a.areas), "source": _storable(a.source) if a.areas else None,
            "remarks": encode_remarks(a),
        }  # fmt: skip
        newspaper = m.newspaper or self.issue.partition("/")[0]
        day = m.date.isoformat() if m.date else "?"
        issue: dict[str, Value] = {
            "id": self.issue, "name": f"{newspaper} {day}", "newspaper": newspaper, "date": m.date,
            "number": m.issue_number, "home": m.home,
        }  # fmt: skip
        for key, label, properties in ((a.id, "Article", article), (self.issue, "Issue", issue)):
            self.nodes[key] = Node(key, (label,), {k: v for k, v in sorted(properties.items()) if v is not None})


def _storable(path: str) -> str:
    """Return a path with bytes that are no text written as escapes: stores hold text only."""
    return path.encode("utf-8", "backslashreplace").decode()
