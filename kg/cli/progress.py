"""A progress bar on stderr: only on a terminal, and only once the work has taken a second."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds of work before a bar appears."""


class Bar:
    """Implements ``kg.pipeline.Progress``."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._bar: Progress | None = None
        self._what = ""
        self._total: int | None = None
        self._done = 0
        self._since = monotonic()

    def begin(self, what: str, total: int | None) -> None:
        """Begin a part of the work."""
        self._what, self._total, self._done, self._since = what, total, 0, monotonic()
        if self._bar:
            self._bar.add_task(what, total=total)

    def step(self, steps: int = 1) -> None:
        """Some steps are done; show the bar if that took long."""
        self._done += steps
        if self._bar is None and self._live and monotonic() - self._since > PATIENCE:
            self._bar = self._appear()
        elif self._bar:
            self._bar.update(self._bar.task_ids[-1], completed=self._done)

    def _appear(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        bar.add_task(self._what, total=self._total, completed=self._done)
        bar.start()
        return bar

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
            self._bar = None
