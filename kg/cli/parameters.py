"""``name=value`` arguments."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from kg.errors import ParameterError


def given(arguments: Iterable[str], *, typed: bool = False) -> dict[str, Any]:
    """Return arguments as a mapping.

    Args:
        arguments: each ``name=value``; the value is a string.
        typed: also take ``name:=value``, whose value is JSON.

    Raises:
        ParameterError: an argument has no ``=``, its JSON is wrong, or a name is given twice.
    """
    out: dict[str, Any] = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        as_json = typed and name.endswith(":")
        name = name.removesuffix(":") if as_json else name
        if not equals or not name.strip():
            raise ParameterError(f"{argument!r} is no parameter; write it as name=value")
        if name in out:
            raise ParameterError(f"the parameter {name} is given twice")
        try:
            out[name] = json.loads(value) if as_json else value
        except json.JSONDecodeError as e:
            raise ParameterError(f"{argument!r}: the value is not JSON ({e}); for a string write {name}={value}") from e
    return out
