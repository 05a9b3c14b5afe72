"""``kg review``: names that may be one name read in two ways, and judgements on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.output import emit
from kg.types import Cell

if TYPE_CHECKING:
    from kg.resolve.judgements import Judgement
    from kg.stores import Store

ACTIONS = ("accept", "reject", "undo")


@click.command("review", short_help="Judge names that may be misread.")
@click.argument("action", required=False, type=click.Choice(ACTIONS), metavar="[accept|reject|undo")
@click.argument("name", required=False, metavar="NAME")
@click.argument("other", required=False, metavar="OTHER]")
@click.option("--issue", "issues", multiple=True, metavar="ISSUE", help="Only here (newspaper/day); may be repeated.")
@click.option("--judged", is_flag=True, help="List the judgements given so far.")
@options.store
@options.output_format("table")
def command(
    action: str | None,
    name: str | None,
    other: str | None,
    issues: tuple[str, ...],
    judged: bool,
    store_url: str | None,
    form: str,
) -> None:
    """List names that may be one name, one of them misread; judge them.

    accept: NAME is a misreading of OTHER and is put right, in the store and whenever it is loaded again. reject: they
    are two names and are not proposed again. undo: takes a judgement back. Nothing is joined without a judgement.
    """
    from kg.stores import open_store

    if action and not (name and other):
        raise click.UsageError(f"give both names: kg review {action} NAME OTHER")
    if action and judged:
        raise click.UsageError("--judged lists judgements and goes without names")
    if issues and action in {"reject", "undo"}:
        raise click.UsageError(f"--issue does not go with {action}, which holds everywhere")
    with open_store(store_url) as store:
        if action and name and other:
            _judge(store, action, name.strip(), other.strip(), issues)
        elif judged:
            _list_judged(store, form)
        else:
            _list(store, form, issues)


def _list(store: Store, form: str, issues: tuple[str, ...]) -> None:
    from kg.reviews import proposals

    columns = ("issue", "name", "other", "kind", "count", "other_count", "reasons")
    rows: list[tuple[Cell, ...]] = [
        (p.issue, p.name, p.other, p.kind, p.count, p.other_count, p.reason) for p in proposals(store, issues or None)
    ]
    if form != "table":
        emit(form, columns, rows)
    elif rows:
        emit(form, ("报纸", "疑似误读", "应为", "次数", "次数", "理由"), [(*r[:3], *r[4:]) for r in rows])
    else:
        click.echo("nothing waits for review")


def _list_judged(store: Store, form: str) -> None:
    from kg.stores.judgements import judgements

    rows: list[tuple[Cell, ...]] = [
        (j.name, j.other, "same" if j.same else "different", [*j.issues]) for j in judgements(store)
    ]
    if form == "table" and not rows:
        click.echo("nobody has judged yet")
        return
    emit(form, ("name", "other", "judgement", "issues"), rows)


def _judge(store: Store, action: str, name: str, other: str, issues: tuple[str, ...]) -> None:
    from kg import reviews

    if action == "reject":
        reviews.reject(store, name, other)
        click.echo(f"{name} and {other} stay two names and are not proposed again")
        return
    if action == "accept":
        judgement = reviews.accept(store, name, other, issues)
        click.echo(f"{name} is read as {other}")
    else:
        judgement = reviews.undo(store, name, other)
        click.echo(f"the judgement on {judgement.name} and {judgement.other} is taken back")
    _again(store, judgement)


def _again(store: Store, judgement: Judgement) -> None:
    from kg.reviews import read_again

    for issue in read_again(store, judgement):
        click.echo(f"{issue}: read again")
