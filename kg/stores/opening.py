"""A store by its URL."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import StoreError
from kg.settings import store_url
from kg.stores.base import Identity, Store

SERVER_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(url: str | None = None, *, create: bool = False, identity: Identity | None = None) -> Store:
    """Open a store.

    Args:
        url: a path (embedded store), or ``neo4j://…``, ``bolt://…`` with ``+s`` or ``+ssc`` for TLS; None for the one
            that ``KG_STORE`` or the defaults name.
        create: make an embedded store that is not there yet; a database on a server gets its constraints in any case.
        identity: says which articles speak of one person; ``kg.resolve`` by default.

    Raises:
        StoreError: the store cannot be opened; says why and what to do.
        ForeignStoreError: it holds something else.
    """
    where = store_url(url)
    if identity is None:
        from kg.stores.people import default_identity

        identity = default_identity()
    scheme = re.match(r"([a-z][a-z0-9+.-]+)://", where, re.IGNORECASE)
    if scheme is None or scheme[1].lower() == "file":
        from kg.stores.embedded import EmbeddedStore

        path = Path(where.removeprefix("file://")).expanduser()
        return EmbeddedStore(path, identity, create=create)
    if scheme[1].lower() in SERVER_SCHEMES:
        from kg.stores.neo4j import Neo4jStore

        return Neo4jStore(where, identity)
    raise StoreError(
        f"{where}: a store is a file or a URL that begins with {', '.join(s + '://' for s in SERVER_SCHEMES)}"
    )
