"""What the environment and the defaults say; nothing here depends on the command line."""

from __future__ import annotations

import os

DEFAULT_STORE = "union-news.kgl"
"""The embedded store that is used where neither ``--store`` nor ``KG_STORE`` names another: a file in the current
folder, so that every collection of newspapers can have its own."""

STORE_VARIABLE = "KG_STORE"


def store_url(given: str | None = None) -> str:
    """Return the store to use: the one given, else ``KG_STORE``, else the default file.

    ``NEO4J_URI`` is not consulted: it is often set for other work, and nobody should find union news in another
    database because of it. (The user name, the password and the database of a server do come from the environment.)
    """
    return given or os.environ.get(STORE_VARIABLE) or DEFAULT_STORE
