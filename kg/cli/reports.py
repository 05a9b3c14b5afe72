"""What a reading command says at its end: failed inputs on stderr, what was left out into a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import InputError
from kg.records import report_record
from kg.types import LeftOut

if TYPE_CHECKING:
    from kg.pipeline import Failure, Run


MOST_ALIKE = 5
"""Failures of one kind that are named on stderr one by one."""
MOST_KINDS = 20


def tell_failures(failures: Sequence[Failure], *, reported: bool = False) -> None:
    """Print one line on stderr for each input that could not be used; of many that failed alike, the first few.

    Args:
        failures: all of them.
        reported: a report names each.
    """
    alike: dict[str, list[Failure]] = {}
    for failure in failures:
        alike.setdefault(re.sub(r"\d+", "0", _reason(failure)), []).append(failure)
    where = "the report names each" if reported else "--report FILE names each"
    kinds = list(alike.values())
    for same in kinds[:MOST_KINDS]:
        told = same if len(same) <= MOST_ALIKE + 1 else same[:MOST_ALIKE]
        for failure in told:
            click.echo(f"kg: {shown(failure.source)}: {shown(_reason(failure))}", err=True)
        if len(same) > len(told):
            click.echo(f"kg: {len(same) - len(told):,} others failed like {shown(same[0].source)}; {where}", err=True)
    if left := sum(map(len, kinds[MOST_KINDS:])):
        click.echo(f"kg: {left:,} others failed for other reasons; {where}", err=True)


def _reason(failure: Failure) -> str:
    return " ".join(failure.message.removeprefix(failure.source).lstrip(": ").split())


def shown(text: str) -> str:
    """Return a text on one line, with what a terminal could not show or would obey written as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def write_report(path: str | None, left_out: Iterable[LeftOut], failures: Iterable[Failure] = ()) -> None:
    """Write what was left out and what failed, one JSON object a line.

    Raises:
        InputError: the file cannot be written.
    """
    if path is None:
        return
    records = chain(map(report_record, left_out), ({"source": f.source, "error": _reason(f)} for f in failures))
    lines = (json.dumps(x, ensure_ascii=False) + "\n" for x in records)
    try:
        with Path(path).open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(lines)
    except OSError as e:
        raise InputError(
            f"{path}: the report cannot be written ({e.strerror}); name a file in a folder of yours"
        ) from e


def finish(run: Run, report: str | None) -> None:
    """Tell failures, write the report, and leave with 1 if some input failed."""
    write_report(report, run.left_out, run.failures)
    tell_failures(run.failures, reported=report is not None)
    if run.passed:
        whys = sorted({why for _, why in run.passed})
        click.echo(
            f"kg: {len(run.passed)} files hold no news: {shown(str(run.passed[0][0]))} {'; '.join(whys)}", err=True
        )
    if run.ignored:
        kinds = shown(", ".join(sorted({path.suffix or "no ending" for path in run.ignored})))
        click.echo(
            f"kg: {len(run.ignored)} files were left aside, being of no kind that can be read ({kinds})", err=True
        )
    if run.failures:
        raise click.exceptions.Exit(1)
