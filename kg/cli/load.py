"""``kg load``: pages into the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.output import emit, table
from kg.cli.progress import Bar
from kg.cli.reports import finish
from kg.types import ORGANIZATIONS, Cell, Label

if TYPE_CHECKING:
    from kg.pipeline import IssueLoaded


@click.command("load", short_help="Read pages and store their issues.")
@options.reading
@options.store
@options.output_format("table")
def command(
    paths: tuple[str, ...],
    newspaper: str | None,
    day: date | None,
    home: str | None,
    article: bool,
    jobs: int,
    report: str | None,
    store_url: str | None,
    form: str,
) -> None:
    """Read pages and store their issues; articles that are there already are skipped.

    Each issue is stored as a whole or not at all. Inputs that fail are named, the others are done.
    """
    from kg.pipeline import Inputs, Run, load
    from kg.reviews import proposals
    from kg.stores import open_store

    run = Run()
    inputs = Inputs(paths, options.overrides(newspaper, day, home), whole=article)
    with open_store(store_url, create=True) as store, Bar() as bar:
        loaded = [_row(issue) for issue in load(inputs, store, run, jobs=jobs, progress=bar)]
        waiting = proposals(store, {str(row["issue"]) for row in loaded if row["articles"]})
    _print(form, loaded)
    if waiting:
        some = f"{len(waiting)} name{'s' * (len(waiting) != 1)} may be misread"
        click.echo(f"kg: {some}; `kg review` shows them and takes your judgement", err=True)
    finish(run, report)


def _row(loaded: IssueLoaded) -> dict[str, Cell]:
    named = {(m.mention.label, m.canonical) for a in loaded.articles for m in a.mentions}
    facts = Counter(fact.type for a in loaded.articles for fact in a.facts)
    return {
        "issue": loaded.issue,
        "articles": len(loaded.articles),
        "skipped": loaded.skipped,
        "people": sum(label is Label.PERSON for label, _ in named),
        "organisations": sum(label in ORGANIZATIONS for label, _ in named),
        **{edge: facts[edge] for edge in facts},
    }


def _print(form: str, rows: list[dict[str, Cell]]) -> None:
    from kg.ontology import ontology

    if not rows:
        if form == "json":
            emit(form, (), ())
        return
    fixed = ("issue", "articles", "skipped", "people", "organisations")
    types = [t for t in ontology().edges if any(t in row for row in rows)]
    cells = _cells(rows, [*fixed, *types])
    if form == "table":
        captions = [ontology().edges[t].zh for t in types]
        table(["报纸", "新报道", "已有", "人物", "组织", *captions], cells, whole=["报纸"])
    else:
        emit(form, [*fixed, *types], cells)


def _cells(rows: list[dict[str, Cell]], keys: list[str]) -> Iterable[list[Cell]]:
    return ([row.get(key, 0) for key in keys] for row in rows)
