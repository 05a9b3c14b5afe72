"""The version of what a store holds, and the way up from older ones.

| version | what it brought |
|---|---|
| 0 | graphs from before versions were kept, and those that were imported in bulk |
| 1 | the ``StoreInfo`` node with the version |
| 2 | what articles claim of a person stands on MENTIONED_IN, and no longer as one growing list on the person; indexes |
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from kg.errors import ForeignStoreError
from kg.graph.merge import telling
from kg.ids import digest, first_of
from kg.ontology import ontology
from kg.stores import cypher
from kg.stores.base import SCHEMA_VERSION
from kg.stores.common import Runner
from kg.types import Answer

BATCH = 500
"""Persons brought up to date in one transaction."""
MANY = 20_000
"""Lists filled in one transaction."""


def version_of(run: Callable[[str], Answer], where: str, advice: str) -> int | None:
    """Return the version of what a database holds, None where it holds nothing.

    Args:
        run: runs a statement that reads.
        where: the database, as messages call it.
        advice: what to do where it holds something else.

    Raises:
        ForeignStoreError: it holds something else, or was written by a later release.
    """
    found = [version for mark, version in run(cypher.READ_MARK).rows if mark == cypher.MARK]
    if found:
        version = found[0] if isinstance(found[0], int) else 0
        if version > SCHEMA_VERSION:
            raise ForeignStoreError(
                f"{where} has schema version {version}, this release reads up to {SCHEMA_VERSION}; "
                "install the release that wrote it, or a later one"
            )
        return version
    some = run(cypher.ANY_NODE).rows
    if not some:
        return None
    labels = {str(label) for label, _ in run(cypher.LABELS).rows}
    ours = {label for base, d in ontology().nodes.items() for label in (base, *d.sublabels)}
    if {"Article", "Issue"} <= labels <= ours | {"StoreInfo"}:
        return 0
    strange = sorted(labels - ours) or sorted(labels)
    what = f"holds other data ({', '.join(strange[:3]) or 'a node without label'})"
    raise ForeignStoreError(f"{where} {what}; {advice}")


def upgrade(transact: Callable[[Callable[[Runner], Any]], Any], version: int) -> None:
    """Bring what a database holds up to this release; broken off, it goes on from where it was.

    Args:
        transact: calls its argument with a runner in one write transaction.
        version: what ``version_of`` found.
    """
    if version < 1:
        for statement in cypher.empty_lists():
            while transact(partial(_fill, statement)):
                pass
    if version < 2:
        while transact(_claims_to_mentions):
            pass
    transact(mark)


def mark(runner: Runner) -> None:
    """Write the version of this release."""
    runner.run(cypher.WRITE_MARK, id=cypher.MARK, version=SCHEMA_VERSION)


def _fill(statement: str, runner: Runner) -> int:
    return int(runner.column(statement, limit=MANY)[0])


def _claims_to_mentions(runner: Runner) -> int:
    """Move the claims of some persons to their mentions; return the number of persons."""
    found = runner.run(cypher.OLD_CLAIMS, limit=BATCH).rows
    persons, mentions = [], []
    for key, claims in found:
        person = str(key)
        said: list[list[str]] = [json.loads(str(c)) for c in claims] if isinstance(claims, list) else []
        for article, _, *keys in said:
            mentions.append({"id": digest("MENTIONED_IN", person, article), "keys": sorted(keys)})
        keys = telling(k for _, _, *keys in said for k in keys)
        first = min((first_of(day, keys) for _, day, *keys in said), default=None)
        persons.append({"id": person, "keys": keys, "first": first})
    if persons:
        runner.run(cypher.KEYS_OF_MENTIONS, rows=mentions)
        runner.run(cypher.KEYS_OF_PERSONS, rows=persons)
    return len(persons)
