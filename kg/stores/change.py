"""What adding or removing an issue changes in a graph: the part of loading that every store shares.

A store hands over what it has (``Reader``) and writes what comes back (``Change``) in one transaction. All joining is
done here by the functions that build a graph in memory, so that no store can drift from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kg.graph.build import build
from kg.graph.check import base_label
from kg.graph.merge import merge_nodes
from kg.graph.rekey import addresses_without_sentence, derive, latest_left, rekey, without
from kg.ids import issue_of, parse_evidence
from kg.ontology import ontology
from kg.stores.base import Identity
from kg.stores.draft import EVIDENCED, Change, Draft, Reader
from kg.stores.persons import claims_of, name_of, settle
from kg.types import Edge, Node, ResolvedArticle

TOGETHER = 500
"""Articles written in one transaction: some ten thousand rows."""


def addition(reader: Reader, articles: Sequence[ResolvedArticle], identity: Identity) -> Change:
    """Return what adding articles changes; none of them may be in the store yet."""
    draft = Draft(reader)
    new = [c for a in articles for c in identity.claims(a)]
    persons = reader.persons(sorted({c.name for c in new}))
    draft.see_nodes(persons)
    settled = settle(reader, persons, new, identity, {issue_of(a.article.id) for a in articles})
    _repoint(draft, settled.people, settled.owners)
    part = build(articles, settled.people, new)
    # The articles are new, and so is what joins names to them; persons of these names were all read above.
    bases = {n.id: base_label(n.labels) for n in part.nodes}
    draft.fetch_nodes({i: base for i, base in bases.items() if base not in {"Article", "Person"}})
    draft.fetch_edges(e for e in part.edges if e.type in EVIDENCED)
    for node in part.nodes:
        known = draft.nodes.get(node.id)
        draft.nodes[node.id] = merge_nodes([known, node]) if known else node
    draft.join_edges(part.edges)
    return draft.change()


def removal(reader: Reader, issue: str, identity: Identity) -> Change:
    """Return what taking an issue out changes."""
    draft = Draft(reader)
    published = draft.see_edges(reader.edges_to("Issue", [issue], ["PUBLISHED_IN"]))
    articles = {e.head for e in published}
    mentions = draft.see_edges(reader.edges_to("Article", sorted(articles), ["MENTIONED_IN"]))
    draft.fetch_nodes({issue: "Issue"} | dict.fromkeys(articles, "Article"))
    named = {e.head for e in mentions}
    for base in ontology().edges["MENTIONED_IN"].head:
        draft.see_nodes(reader.nodes(base, sorted(named)))
    facts = []
    for base in ("Person", "Organization"):
        heads = sorted(i for i in named if i in draft.nodes and base in draft.nodes[i].labels)
        facts += [e for e in reader.edges_from(base, heads, EVIDENCED) if _articles_of(e) & articles]
    facts = draft.see_edges(facts)
    draft.fetch_nodes({e.tail: "Honour" for e in facts if e.type == "AWARDED"})
    for key in [issue, *articles]:
        del draft.nodes[key]
    for edge in [*published, *mentions]:
        del draft.edges[edge.id]
    texts = draft.texts({a for e in facts if (a := latest_left(e, articles))})
    for edge in facts:
        left = without(edge, articles, texts)
        if left is None:
            del draft.edges[edge.id]
        else:
            draft.edges[edge.id] = left
    _forget(draft, articles, identity)
    return draft.change()


def by_issue(articles: Iterable[ResolvedArticle]) -> dict[str, list[ResolvedArticle]]:
    """Return articles by the issue they stand in, each article once."""
    out: dict[str, dict[str, ResolvedArticle]] = {}
    for a in articles:
        out.setdefault(issue_of(a.article.id), {})[a.article.id] = a
    return {issue: list(of.values()) for issue, of in out.items()}


def together(issues: Iterable[list[ResolvedArticle]]) -> Iterator[list[ResolvedArticle]]:
    """Yield the articles of issues, whole issues of up to ``TOGETHER`` articles at a time, or one issue of more.

    A change asks and writes with some sixty statements, however few rows each has: those of many issues cost little
    more than those of one.
    """
    group: list[ResolvedArticle] = []
    for issue in issues:
        if group and len(group) + len(issue) > TOGETHER:
            yield group
            group = []
        group = [*group, *issue]
    if group:
        yield group


def _forget(draft: Draft, articles: set[str], identity: Identity) -> None:
    """Give entities what is left of their names and labels, and let go those that nothing speaks of any more."""
    touched = [n for n in draft.nodes.values() if base_label(n.labels) not in {"Article", "Issue"}]
    draft.see_nodes(draft.reader.persons(sorted({name_of(n) for n in touched if "Person" in n.labels})))
    persons = [n for n in draft.nodes.values() if "Person" in n.labels]
    claims, owners = claims_of(draft.reader, persons, articles)
    by_base: defaultdict[str, list[Node]] = defaultdict(list)
    for node in touched:
        by_base[base_label(node.labels)].append(node)
    for node in _without_prize(draft, by_base.pop("Honour", [])):
        del draft.nodes[node.id]
    for base, nodes in by_base.items():
        _derive_all(draft, base, nodes, articles)
    _repoint(draft, identity.identify(claims), owners)


def _without_prize(draft: Draft, honours: Sequence[Node]) -> list[Node]:
    """Return the honours that nobody is said to bear any more."""
    stored = draft.reader.edges_to("Honour", sorted(n.id for n in honours), ["AWARDED"])
    left = {e.tail for e in stored if e.id not in draft.edges_before}
    left |= {e.tail for e in draft.edges.values()}
    return [n for n in honours if n.id not in left]


def _derive_all(draft: Draft, base: str, nodes: Sequence[Node], gone: Collection[str]) -> None:
    """Give nodes of one base label what the articles that stay say of them."""
    ids = sorted(n.id for n in nodes)
    mentions: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in draft.reader.edges_from(base, ids, ["MENTIONED_IN"]):
        if edge.tail not in gone:
            mentions[edge.head].append(edge)
    posts: defaultdict[str, list[Edge]] = defaultdict(list)
    if base == "Person":
        stored = [e for e in draft.reader.edges_from(base, ids, ["HOLDS_ROLE"]) if e.id not in draft.edges_before]
        for edge in [*stored, *(e for e in draft.edges.values() if e.type == "HOLDS_ROLE")]:
            posts[edge.head].append(edge)
    bodies = _bodies(draft, (e for found in posts.values() for e in found))
    for node in nodes:
        if not mentions[node.id]:
            del draft.nodes[node.id]
            continue
        roles = [(e, bodies[e.tail]) for e in posts[node.id]]
        draft.nodes[node.id] = derive(node, mentions[node.id], roles)


def _repoint(draft: Draft, people: Mapping[tuple[str, str], str], owners: Mapping[tuple[str, str], str]) -> None:
    """Move what articles said of a person to the person it now belongs to."""
    changed = {old for key, old in owners.items() if people[key] != old and old in draft.nodes}
    if not changed:
        return
    before = {i: draft.nodes.pop(i) for i in sorted(changed)}
    edges = _edges_of(draft, changed)
    names = {i: name_of(n) for i, n in before.items()}

    def owner(node: str, article: str) -> str:
        return people[article, names[node]] if node in names else node

    texts = draft.texts(addresses_without_sentence(edges))
    for edge in edges:
        del draft.edges[edge.id]
    moved = rekey(edges, owner, texts)
    bodies = _bodies(draft, (e for e in moved.values() if e.type == "HOLDS_ROLE"))
    template = {people[k]: before[v] for k, v in owners.items() if v in before}
    draft.fetch_nodes(dict.fromkeys(template, "Person"))
    for person, node in template.items():
        mine = [e for e in moved.values() if e.head == person]
        fresh = derive(
            Node(person, ("Person",), {**node.properties, "id": person}),
            [e for e in mine if e.type == "MENTIONED_IN"],
            [(e, bodies[e.tail]) for e in mine if e.type == "HOLDS_ROLE"],
        )
        known = draft.nodes.get(person)
        draft.nodes[person] = merge_nodes([known, fresh]) if known else fresh
    draft.put_edges(moved.values())


def _bodies(draft: Draft, roles: Iterable[Edge]) -> dict[str, Node]:
    tails = sorted({e.tail for e in roles})
    return {n.id: n for base in ontology().edges["HOLDS_ROLE"].tail for n in draft.reader.nodes(base, tails)}


def _edges_of(draft: Draft, persons: Collection[str]) -> list[Edge]:
    """Return the edges of persons as they stand in the draft."""
    ids = sorted(persons)
    draft.see_edges(draft.reader.edges_from("Person", ids, [*EVIDENCED, "MENTIONED_IN"]))
    draft.see_edges(draft.reader.edges_to("Person", ids, EVIDENCED))
    return [e for e in draft.edges.values() if e.head in persons or e.tail in persons]


def _articles_of(edge: Edge) -> set[str]:
    return {parse_evidence(str(a))[0] for a in _strings(edge, "evidence")}


def _strings(thing: Node | Edge, key: str) -> list[str]:
    value = thing.properties.get(key)
    return [str(v) for v in value] if isinstance(value, list) else []
