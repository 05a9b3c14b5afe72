"""Work spread over processes, with results in order and only a few batches in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def ordered(function: Callable[[A], B], items: Iterable[A], *, jobs: int) -> Iterator[B]:
    """Yield ``function(item)`` for each item, in order, computed by ``jobs`` processes.

    Args:
        function: a function of a module; it and the items travel to other processes.
        items: drawn only as fast as they are needed: at most two wait for each process.
        jobs: number of processes.
    """
    # Spawned, not forked: the base model's runtime holds threads, which a fork would leave in an unknown state.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    waiting: deque[Future[B]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) > 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
