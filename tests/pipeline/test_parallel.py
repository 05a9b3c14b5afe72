"""Work spread over processes."""

from __future__ import annotations

from collections.abc import Iterator
from operator import neg

import pytest

from kg.parallel import ordered


def test_results_come_in_order_and_items_are_drawn_as_needed() -> None:
    drawn = []

    def items() -> Iterator[int]:
        for i in range(40):
            drawn.append(i)
            yield i

    results = ordered(neg, items(), jobs=2)
    assert next(results) == 0
    assert len(drawn) <= 6
    assert [0, *results] == [-i for i in range(40)]


def test_an_error_of_a_process_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(ordered(divide, [1, 0], jobs=2))


def divide(number: int) -> float:
    return 1 / number
