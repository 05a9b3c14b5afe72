"""``name=value`` arguments."""

from __future__ import annotations

import pytest

from kg.cli.parameters import given
from kg.errors import ParameterError


def test_values_are_strings_and_may_hold_equals_signs() -> None:
    assert given(["name=史济锡", "day=2022-03-04", "x=a=b", "empty="]) == {
        "name": "史济锡", "day": "2022-03-04", "x": "a=b", "empty": "",
    }  # fmt: skip


def test_json_values_where_asked_for() -> None:
    assert given(["n:=3", 'names:=["甲"]', "s=3"], typed=True) == {"n": 3, "names": ["甲"], "s": "3"}
    assert given(["n:=3"]) == {"n:": "3"}


@pytest.mark.parametrize("arguments", [["name"], ["=x"], [" =x"], ["a=1", "a=2"], ["n:=甲"]])
def test_what_is_no_parameter_is_named(arguments: list[str]) -> None:
    with pytest.raises(ParameterError):
        given(arguments, typed=True)
