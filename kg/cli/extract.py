"""``kg extract``: what pages say, without storing it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.facts import facts_of, print_facts, silenced_of
from kg.cli.output import emit
from kg.cli.progress import Bar
from kg.cli.reports import finish
from kg.records import article_record

if TYPE_CHECKING:
    from kg.types import ResolvedArticle


@click.command("extract", short_help="Read pages and print what they say.")
@options.reading
@options.output_format("json")
@click.option("--explain", is_flag=True, help="Also say which rule made what, and which candidates were silenced.")
def command(
    paths: tuple[str, ...],
    newspaper: str | None,
    day: date | None,
    home: str | None,
    article: bool,
    jobs: int,
    report: str | None,
    form: str,
    explain: bool,
) -> None:
    """Read pages and print the articles with names and relations, storing nothing.

    Prints one JSON object a line for each article; with --format table the facts, each with its sentence.
    """
    from kg.pipeline import Inputs, Run, extract

    run = Run()
    inputs = Inputs(paths, options.overrides(newspaper, day, home), whole=article)
    with Bar() as bar:
        found = extract(inputs, run, jobs=jobs, progress=bar)
        _print(found, form, explain)
    finish(run, report)


def _print(found: Iterator[ResolvedArticle], form: str, explain: bool) -> None:
    if form == "json":
        for article in found:
            click.echo(json.dumps(article_record(article, explain=explain), ensure_ascii=False))
    elif form == "csv":
        columns, rows = facts_of(found)
        emit("csv", columns, rows)
    else:
        for article in found:
            print_facts(article, explain=explain)
            if explain and article.silenced:
                columns, rows = silenced_of(article)
                emit("table", columns, rows, title="silenced")
