"""``kg unload``: an issue out of the store."""

from __future__ import annotations

import click

from kg.cli import options


@click.command("unload", short_help="Take issues out again.")
@click.argument("issues", nargs=-1, required=True, metavar="ISSUE…")
@options.store
def command(issues: tuple[str, ...], store_url: str | None) -> None:
    """Take issues out of the store, with exactly the evidence they gave.

    An ISSUE is written as newspaper and day, such as 浙江工人日报/2022-03-04; kg stats lists them.
    """
    from kg.stores import open_store

    with open_store(store_url) as store:
        for issue in issues:
            articles = store.remove(issue)
            click.echo(f"{issue}: {articles} article{'s' * (articles != 1)} taken out")
