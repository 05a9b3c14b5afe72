"""``kg browser``: the pack for the Neo4j Browser."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click


@click.command("browser", short_help="Write the pack for the Neo4j Browser.")
@click.argument("folder", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Write into FOLDER a style, the saved queries as scripts, and a guide for the Neo4j Browser.

    Nothing is started: open the Browser of your own server and drop the files on it, as the guide says.
    """
    from kg.errors import InputError
    from kg.query import catalogue
    from kg.settings import store_url
    from kg.view.browser_pack import write_pack

    try:
        style, scripts, guide = write_pack(folder, list(catalogue().values()))
    except OSError as e:
        raise InputError(f"{folder}: the pack cannot be written ({e.strerror}); give a folder of yours") from e
    click.echo(f"style    {style}\nscripts  {scripts}\nguide    {guide}")
    click.echo(f"Open the Browser of your server (by default {_address(store_url())}) and follow the guide.")


def _address(store: str) -> str:
    """Return where the Browser of the server of a store is, unless its settings say otherwise."""
    url = urlsplit(store) if "://" in store else urlsplit("bolt://localhost")
    host = url.hostname or "localhost"
    host = f"[{host}]" if ":" in host else host
    return f"https://{host}:7473/browser/" if "+" in url.scheme else f"http://{host}:7474/browser/"
