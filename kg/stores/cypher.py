"""All statement text of the stores. Labels and types come from the ontology only; every value is a parameter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.errors import OntologyError
from kg.ontology import ontology

MARK = "union-news-graph"
"""What the one ``StoreInfo`` node of a store of ours is called."""

READ_MARK = "MATCH (s:StoreInfo) RETURN s.id AS id, s.version AS version"
WRITE_MARK = "MERGE (s:StoreInfo {id: $id}) SET s.version = $version"
TAKE_TURN = "MERGE (s:StoreInfo {id: $id}) SET s.turn = coalesce(s.turn, 0) + 1 RETURN s.version AS version"
"""Writes to the one node that every loader writes to first: loaders take turns, so none sees another's half."""

ANY_NODE = "MATCH (n) RETURN labels(n) AS labels LIMIT 1"
COUNT_NODES = "MATCH (n) RETURN count(n) AS n"
LABELS = "MATCH (n) UNWIND labels(n) AS label WITH label, count(*) AS n RETURN label, n ORDER BY label"
ISSUES = (
    "MATCH (i:Issue) OPTIONAL MATCH (a:Article)-[:PUBLISHED_IN]->(i) WITH i, count(a) AS articles "
    "RETURN i.id AS id, i.newspaper AS newspaper, i.date AS date, i.number AS number, articles ORDER BY newspaper, id"
)
SOURCES = (
    "UNWIND $ids AS id MATCH (a:Article {id: id})-[:PUBLISHED_IN]->(i:Issue) "
    "RETURN a.id AS id, a.headline AS headline, i.newspaper AS newspaper, i.date AS date, a.page AS page, "
    "a.source AS file, a.areas AS areas"
)
TEXTS_OF_ISSUE = "MATCH (a:Article)-[:PUBLISHED_IN]->(i:Issue {id: $issue}) RETURN a.text AS text ORDER BY a.id"
IDS_OF_ELEMENTS = "MATCH (n) WHERE elementId(n) IN $elements RETURN elementId(n) AS element, n.id AS id"
"""For the ends of relationships that an answer holds without their nodes; Neo4j only."""

ADDRESSED = ("Person", "Organization", "Place", "Event", "Honour")
"""Base labels of nodes that people ask for by name."""


def _label(label: str) -> str:
    """Return a label or type that is safe in a statement.

    Raises:
        OntologyError: the ontology does not know it.
    """
    model = ontology()
    if label in model.nodes or label in model.edges or any(label in d.sublabels for d in model.nodes.values()):
        return label
    raise OntologyError(f"{label!r} is neither a label nor a relationship type of the ontology")


def _types(types: Iterable[str]) -> str:
    return "|".join(_label(t) for t in types)


def base_of(label: str) -> str:
    """Return a base label of the ontology, checked."""
    if label not in ontology().nodes:
        raise OntologyError(f"{label!r} is no base label of the ontology")
    return label


def constraints() -> list[str]:
    """Return statements that make ids unique and names quick to find; each may be run again."""
    model = ontology()
    out = [
        f"CREATE CONSTRAINT {base.lower()}_id IF NOT EXISTS FOR (n:{base}) REQUIRE n.id IS UNIQUE"
        for base in (*model.nodes, "StoreInfo")
    ]
    out += [
        f"CREATE CONSTRAINT {kind.lower()}_id IF NOT EXISTS FOR ()-[r:{kind}]-() REQUIRE r.id IS UNIQUE"
        for kind in model.edges
    ]
    out += [f"CREATE INDEX {base.lower()}_name IF NOT EXISTS FOR (n:{base}) ON (n.name)" for base in ADDRESSED]
    return out


NAMES = "names"
"""The full-text index of names and aliases."""


def indexes() -> list[str]:
    """Return statements for what only Neo4j has: a full-text index, and indexes for the saved queries.

    Text indexes serve CONTAINS, those on relationships the query for one day; ``ONLINE`` waits until all are filled.
    """
    labels = "|".join(_label(base) for base in ADDRESSED)
    # Version 1 made two that nothing uses.
    out = [f"DROP INDEX {name} IF EXISTS" for name in ("issue_date", "event_date")]
    out += [f"CREATE FULLTEXT INDEX {NAMES} IF NOT EXISTS FOR (n:{labels}) ON EACH [n.name, n.aliases]"]
    out += [f"CREATE TEXT INDEX {b.lower()}_text IF NOT EXISTS FOR (n:{b}) ON (n.name)" for b in ADDRESSED]
    out += ["CREATE TEXT INDEX article_text IF NOT EXISTS FOR (n:Article) ON (n.headline)"]
    dated = ("VISITED", "ATTENDED", "MET_WITH")
    out += [f"CREATE INDEX {t.lower()}_start IF NOT EXISTS FOR ()-[r:{_label(t)}]-() ON (r.start)" for t in dated]
    out += [f"CREATE INDEX {t.lower()}_span IF NOT EXISTS FOR ()-[r:{_label(t)}]-() ON (r.start, r.end)" for t in dated]
    return out


ONLINE = "CALL db.awaitIndexes(600)"
IN_NAMES = f"CALL db.index.fulltext.queryNodes('{NAMES}', $sought, {{limit: $limit}}) YIELD node RETURN node"
"""Neo4j only; best first."""
OLD_CLAIMS = "MATCH (p:Person) WHERE p.claims IS NOT NULL RETURN p.id AS id, p.claims AS claims LIMIT $limit"
KEYS_OF_PERSONS = (
    "UNWIND $rows AS row MATCH (p:Person {id: row.id}) SET p.keys = row.keys, p.first = row.first REMOVE p.claims"
)
KEYS_OF_MENTIONS = "UNWIND $rows AS row MATCH ()-[r:MENTIONED_IN {id: row.id}]->() SET r.keys = row.keys"


def empty_lists() -> list[str]:
    """Return statements that give lists to ``$limit`` nodes or edges that lack them, and say how many there were.

    The import of ``neo4j-admin`` cannot tell an empty list from none.
    """
    model = ontology()
    lists = {"aliases", "reporters", "forms"}
    out = [
        f"MATCH (n:{base}) WHERE n.{key} IS NULL WITH n LIMIT $limit SET n.{key} = [] RETURN count(n) AS n"
        for base, d in model.nodes.items() for key in d.properties if key in lists
    ]  # fmt: skip
    return out + [
        f"MATCH ()-[r:{kind}]->() WHERE r.{key} IS NULL WITH r LIMIT $limit SET r.{key} = [] RETURN count(r) AS n"
        for kind, d in model.edges.items() for key in d.properties if key in lists
    ]  # fmt: skip


# -- read -----------------------------------------------------------------------------------------------------------

EDGE = "RETURN r AS edge, a.id AS head, b.id AS tail"


def nodes_by_id(base: str) -> str:
    """Statement: nodes of a base label by ``$ids``."""
    return f"UNWIND $ids AS id MATCH (n:{base_of(base)} {{id: id}}) RETURN n AS node"


def known(base: str) -> str:
    """Statement: which of ``$ids`` are nodes of a base label."""
    return f"UNWIND $ids AS id MATCH (n:{base_of(base)} {{id: id}}) RETURN n.id AS id"


def nodes_by_name(base: str) -> str:
    """Statement: nodes of a base label by ``$names``."""
    return f"UNWIND $names AS name MATCH (n:{base_of(base)} {{name: name}}) RETURN n AS node"


def names(base: str) -> str:
    """Statement: every name of a base label."""
    return f"MATCH (n:{base_of(base)}) RETURN DISTINCT n.name AS name"


def nodes_by_alias(base: str) -> str:
    """Statement: nodes of a base label that are also called ``$name``."""
    return f"MATCH (n:{base_of(base)}) WHERE $name IN n.aliases RETURN n AS node"


def edges_by_id(type: str) -> str:
    """Statement: edges of a type by ``$ids``."""
    return f"UNWIND $ids AS id MATCH (a)-[r:{_label(type)} {{id: id}}]->(b) {EDGE}"


def edges_from(base: str, types: Sequence[str]) -> str:
    """Statement: edges of some types that leave nodes ``$ids`` of a base label."""
    return f"UNWIND $ids AS id MATCH (a:{base_of(base)} {{id: id}})-[r:{_types(types)}]->(b) {EDGE}"


def edges_to(base: str, types: Sequence[str]) -> str:
    """Statement: edges of some types that reach nodes ``$ids`` of a base label."""
    return f"UNWIND $ids AS id MATCH (b:{base_of(base)} {{id: id}})<-[r:{_types(types)}]-(a) {EDGE}"


def edges_among(base: str, types: Sequence[str]) -> str:
    """Statement: edges of some types at nodes ``$ids`` of a base label, with the nodes at their other ends."""
    return (
        f"UNWIND $ids AS id MATCH (n:{base_of(base)} {{id: id}})-[r:{_types(types)}]-(m) "
        "RETURN r AS edge, startNode(r).id AS head, endNode(r).id AS tail, m AS node"
    )


def all_nodes(base: str) -> str:
    """Statement: every node of a base label."""
    return f"MATCH (n:{base_of(base)}) RETURN n AS node"


def all_edges(type: str) -> str:
    """Statement: every edge of a type."""
    return f"MATCH (a)-[r:{_label(type)}]->(b) {EDGE}"


def count_edges(type: str) -> str:
    """Statement: number of edges of a type."""
    return f"MATCH ()-[r:{_label(type)}]->() RETURN count(r) AS n"


# -- names to judge -------------------------------------------------------------------------------------------------

MARKED = "MATCH (s:StoreInfo {id: $id}) RETURN s AS mark"
KEEP_JUDGEMENTS = "MATCH (s:StoreInfo {id: $id}) SET s.judgements = $judgements RETURN s.id AS id"
POSTS = (
    "UNWIND $names AS name MATCH (p:Person {name: name})-[r:HOLDS_ROLE]->(b) "
    "RETURN p.name AS name, r.title AS title, b.name AS body, r.evidence AS evidence"
)
ARTICLES_OF_ISSUE = (
    "MATCH (a:Article)-[:PUBLISHED_IN]->(i:Issue {id: $issue}) RETURN a AS article, i AS issue ORDER BY a.id"
)
_SEEN = "RETURN n.name AS name, a.id AS article, r.count AS count, a.page AS page, r.keys AS keys"


def names_in(base: str) -> str:
    """Statement: names of a base label that stand in ``$issues``."""
    return (
        f"UNWIND $issues AS issue MATCH (n:{base_of(base)})-[:MENTIONED_IN]->(:Article)-[:PUBLISHED_IN]->"
        "(:Issue {id: issue}) RETURN DISTINCT n.name AS name"
    )


def seen_of(base: str) -> str:
    """Statement: in which articles ``$names`` of a base label stand."""
    return f"UNWIND $names AS name MATCH (n:{base_of(base)} {{name: name}})-[r:MENTIONED_IN]->(a:Article) {_SEEN}"


def all_seen(base: str) -> str:
    """Statement: in which articles all names of a base label stand."""
    return f"MATCH (n:{base_of(base)})-[r:MENTIONED_IN]->(a:Article) {_SEEN}"


# -- write ----------------------------------------------------------------------------------------------------------


def create_nodes(labels: Sequence[str]) -> str:
    """Statement: new nodes with these labels, ``$rows`` of id and properties."""
    joined = ":".join(_label(label) for label in labels)
    return f"UNWIND $rows AS row CREATE (n:{joined} {{id: row.id}}) SET n = row.properties"


def set_nodes(base: str) -> str:
    """Statement: properties of nodes that are there, ``$rows`` of id and properties."""
    return f"UNWIND $rows AS row MATCH (n:{base_of(base)} {{id: row.id}}) SET n = row.properties"


def add_label(base: str, label: str) -> str:
    """Statement: one more label for nodes ``$ids``."""
    return f"UNWIND $ids AS id MATCH (n:{base_of(base)} {{id: id}}) SET n:{_label(label)}"


def remove_label(base: str, label: str) -> str:
    """Statement: one label less for nodes ``$ids``."""
    return f"UNWIND $ids AS id MATCH (n:{base_of(base)} {{id: id}}) REMOVE n:{_label(label)}"


def create_edges(type: str, head: str, tail: str) -> str:
    """Statement: new edges, ``$rows`` of head, tail and properties."""
    return (
        f"UNWIND $rows AS row MATCH (a:{base_of(head)} {{id: row.head}}) MATCH (b:{base_of(tail)} {{id: row.tail}}) "
        f"CREATE (a)-[r:{_label(type)}]->(b) SET r = row.properties"
    )


def set_edges(type: str) -> str:
    """Statement: properties of edges that are there, ``$rows`` of id and properties."""
    return f"UNWIND $rows AS row MATCH ()-[r:{_label(type)} {{id: row.id}}]->() SET r = row.properties"


def delete_edges(type: str) -> str:
    """Statement: takes edges ``$ids`` away."""
    return f"UNWIND $ids AS id MATCH ()-[r:{_label(type)} {{id: id}}]->() DELETE r"


def delete_nodes(base: str) -> str:
    """Statement: takes nodes ``$ids`` away, which must have no edges left."""
    return f"UNWIND $ids AS id MATCH (n:{base_of(base)} {{id: id}}) DELETE n"
