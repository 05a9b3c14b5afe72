"""The head of a saved query: ``// key: value`` lines before one Cypher statement, read strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from kg.errors import DataError

Kind = Literal["string", "date", "integer"]
KEYS = ("title", "about", "param", "example", "returns", "draws")
_PARAMETER = re.compile(r"(\w+)\s+(\w+)(?:=(\S+))?\s+(\S.*)")
_NAME = re.compile(r"[A-Za-z_]\w*")
_USED = re.compile(r"\$(\w+)")
_LITERAL = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a saved query."""

    name: str
    kind: Kind
    about: str
    default: str | None = None
    """What stands in when it is not given; None where it must be given."""


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question with a name."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    """Parameters with which the sample pages answer."""
    returns: tuple[str, ...]
    """Columns that a table shows."""
    draws: tuple[str, ...]
    """Columns of paths, nodes or lists of paths: what the Neo4j Browser and ``kg show`` draw; tables leave them out."""
    statement: str


def parse(name: str, text: str) -> SavedQuery:
    """Return the saved query in a file's text.

    Args:
        name: the file's name without its ending.
        text: header and statement.

    Raises:
        DataError: something is missing, unknown or does not fit; names file and line.
    """
    return _Parser(name, text).query()


class _Parser:
    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.file = f"queries/{name}.cypher"
        self.lines = text.replace("\r\n", "\n").split("\n")
        self.head: dict[str, tuple[int, str]] = {}
        self.parameters: list[Parameter] = []

    def query(self) -> SavedQuery:
        body = self._read_head()
        for key in KEYS:
            if key != "param" and key not in self.head and not (key == "example" and not self.parameters):
                raise self._wrong(1, f"the header has no line '// {key}: …'")
        statement = self._statement(body)
        self._check_use(body, statement)
        return SavedQuery(
            self.name,
            self.head["title"][1],
            self.head["about"][1],
            tuple(self.parameters),
            self._example(),
            self._columns("returns"),
            self._columns("draws"),
            statement,
        )

    def _wrong(self, line: int, problem: str) -> DataError:
        return DataError(f"{self.file}, line {line}: {problem}")

    def _read_head(self) -> int:
        """Read header lines; return the index of the first line after them."""
        for index, line in enumerate(self.lines):
            if not line.startswith("//"):
                return index
            key, colon, value = line[2:].partition(":")
            key, value = key.strip(), value.strip()
            if not colon or key not in KEYS:
                raise self._wrong(index + 1, f"{line!r} is no header line; the keys are {', '.join(KEYS)}")
            if not value:
                raise self._wrong(index + 1, f"{key} is empty")
            if key == "param":
                self.parameters.append(self._parameter(index + 1, value))
            elif key in self.head:
                raise self._wrong(index + 1, f"{key} stands twice")
            else:
                self.head[key] = (index + 1, value)
        raise self._wrong(len(self.lines), "there is no statement after the header")

    def _parameter(self, line: int, value: str) -> Parameter:
        match = _PARAMETER.fullmatch(value)
        if match is None or not _NAME.fullmatch(match[1]):
            raise self._wrong(line, f"{value!r} must be: name type[=default] what it is")
        name, kind, default, about = match.groups()
        if kind not in get_args(Kind):
            raise self._wrong(line, f"{name} has type {kind}; there are {', '.join(get_args(Kind))}")
        if any(p.name == name for p in self.parameters):
            raise self._wrong(line, f"the parameter {name} stands twice")
        return Parameter(name, kind, about, default)  # type: ignore[arg-type]

    def _columns(self, key: str) -> tuple[str, ...]:
        line, value = self.head[key]
        names = tuple(part.strip() for part in value.split(","))
        for name in names:
            if not _NAME.fullmatch(name):
                raise self._wrong(line, f"{key}: {name!r} is no column name; columns are separated by commas")
        if len(set(names)) < len(names):
            raise self._wrong(line, f"{key}: a column stands twice")
        return names

    def _example(self) -> dict[str, str]:
        line, value = self.head.get("example", (0, ""))
        example: dict[str, str] = {}
        for part in filter(None, (p.strip() for p in value.split(","))):
            key, equals, given = part.partition("=")
            if not equals or not any(p.name == key.strip() for p in self.parameters):
                raise self._wrong(line, f"example: {part!r} must be parameter=value, for a parameter of the header")
            example[key.strip()] = given.strip()
        missing = [p.name for p in self.parameters if p.default is None and p.name not in example]
        if missing:
            raise self._wrong(line, f"example: {', '.join(missing)} has no value")
        return example

    def _statement(self, body: int) -> str:
        statement = "\n".join(self.lines[body:]).strip()
        if not statement:
            raise self._wrong(len(self.lines), "there is no statement after the header")
        bare = _LITERAL.sub("''", statement)
        if ";" in bare or "/*" in bare:
            raise self._wrong(body + 1, "one statement, without ';', with comments as // lines only")
        if not re.search(r"\bLIMIT\b", bare):
            raise self._wrong(body + 1, "the statement has no LIMIT")
        return statement

    def _check_use(self, body: int, statement: str) -> None:
        used = set(_USED.findall(_LITERAL.sub("''", statement)))
        declared = {p.name for p in self.parameters}
        if used - declared:
            raise self._wrong(body + 1, f"${', $'.join(sorted(used - declared))} has no '// param:' line")
        if declared - used:
            raise self._wrong(body + 1, f"the parameter {', '.join(sorted(declared - used))} is not used")
