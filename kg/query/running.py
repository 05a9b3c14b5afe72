"""Gives a saved query its parameters and runs it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, Protocol

from kg.errors import ParameterError
from kg.query.header import Parameter, SavedQuery
from kg.types import Answer


class Runs(Protocol):
    """What can run a statement: a store."""

    def run(self, statement: str, parameters: Mapping[str, Any] | None = None) -> Answer:
        """Run one Cypher statement that only reads."""
        ...


def run(store: Runs, query: SavedQuery, given: Mapping[str, Any]) -> Answer:
    """Run a saved query.

    Args:
        store: where to ask.
        query: the query.
        given: its parameters; strings are read as the parameter's type.

    Raises:
        ParameterError: one is missing, unknown, or not of its type; says what is needed, with the example.
        QueryError: the store does not take the statement.
        StoreError: the store does not answer.
    """
    return store.run(query.statement, bind(query, given))


def table_of(query: SavedQuery, answer: Answer) -> Answer:
    """Return an answer without the columns that are there to be drawn."""
    shown = [i for i, name in enumerate(answer.columns) if name not in query.draws]
    rows = tuple(tuple(row[i] for i in shown) for row in answer.rows)
    return Answer(tuple(answer.columns[i] for i in shown), rows)


def bind(query: SavedQuery, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters to run a query with.

    Dates go as ISO strings, since the statements say ``date($day)``: the same statement then takes what a user of the
    Neo4j Browser types.

    Raises:
        ParameterError: see ``run``.
    """
    known = {p.name for p in query.parameters}
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            raise ParameterError(
                f"{query.name} has no parameter {name}" + (f" ({near[0]}?)" if near else "") + _needs(query)
            )
    missing = [p.name for p in query.parameters if p.default is None and p.name not in given]
    if missing:
        raise ParameterError(f"{query.name}: {', '.join(missing)} is missing{_needs(query)}")
    return {p.name: _value(query, p, given.get(p.name, p.default)) for p in query.parameters}


def _value(query: SavedQuery, parameter: Parameter, given: Any) -> Any:
    text = given.strip() if isinstance(given, str) else given
    try:
        if parameter.kind == "integer":
            if isinstance(text, bool) or not isinstance(text, int | str):
                raise ValueError
            number = int(text)
            if not 0 <= number < 2**63:
                raise ValueError
            return number
        if parameter.kind == "date":
            if isinstance(text, datetime):
                return text.date().isoformat()
            return (text if isinstance(text, date) else date.fromisoformat(text)).isoformat()
    except (ValueError, TypeError):
        wanted = "a day such as 2023-04-25" if parameter.kind == "date" else "a whole number, 0 or more"
        raise ParameterError(f"{query.name}: {parameter.name}={given} must be {wanted}{_needs(query)}") from None
    if not isinstance(text, str) or not text:
        raise ParameterError(f"{query.name}: {parameter.name} must be a text that is not empty{_needs(query)}")
    return text


def _needs(query: SavedQuery) -> str:
    if not query.parameters:
        return "; it takes none"
    needs = ", ".join(
        f"{p.name} ({p.about}{'' if p.default is None else f'; default {p.default}'})" for p in query.parameters
    )
    example = " ".join(f"{k}={v}" for k, v in query.example.items())
    return f"; it takes {needs}; for example: kg query {query.name} {example}".rstrip()
