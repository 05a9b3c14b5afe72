"""What a reading command says at its end: failed inputs on stderr, what was left out into a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import InputError
from kg.records import report_record
from kg.types import LeftOut

if TYPE_CHECKING:
    from kg.pipeline import Failure, Run


def tell_failures(failures: Iterable[Failure]) -> None:
    """Print one line on stderr for each input that could not be used."""
    for failure in failures:
        reason = failure.message.removeprefix(failure.source).lstrip(": ")
        click.echo(f"kg: {failure.source}: {' '.join(reason.split())}", err=True)


def write_report(path: str | None, left_out: Iterable[LeftOut]) -> None:
    """Write what was left out, one JSON object a line.

    Raises:
        InputError: the file cannot be written.
    """
    if path is None:
        return
    lines = (json.dumps(report_record(x), ensure_ascii=False) + "\n" for x in left_out)
    try:
        with Path(path).open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(lines)
    except OSError as e:
        raise InputError(
            f"{path}: the report cannot be written ({e.strerror}); name a file in a folder of yours"
        ) from e


def finish(run: Run, report: str | None) -> None:
    """Tell failures, write the report, and leave with 1 if some input failed."""
    write_report(report, run.left_out)
    tell_failures(run.failures)
    if run.passed:
        whys = sorted({why for _, why in run.passed})
        click.echo(f"kg: {len(run.passed)} files hold no news: {run.passed[0][0]} {'; '.join(whys)}", err=True)
    if run.ignored:
        kinds = ", ".join(sorted({path.suffix or "no ending" for path in run.ignored}))
        click.echo(
            f"kg: {len(run.ignored)} files were left aside, being of no kind that can be read ({kinds})", err=True
        )
    if run.failures:
        raise click.exceptions.Exit(1)
