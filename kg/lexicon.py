"""Loads the package's data files and checks every entry; an error names the file and the key.

A data file is YAML: either a list of entries of one pydantic model, or one mapping. Entries that say something
about Chinese carry their own examples (``examples`` must match, ``counterexamples`` must not), which the tests run.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kg.errors import DataError

M = TypeVar("M", bound=BaseModel)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(name: str) -> str:
    """Return a data file's text.

    Args:
        name: path below ``kg/data``, with ``/``.

    Raises:
        DataError: there is no such file.
    """
    try:
        return files("kg").joinpath("data", *name.split("/")).read_text(encoding="utf-8")
    except OSError as e:
        raise DataError(f"kg/data/{name}: cannot be read ({e.strerror}); reinstall the package") from e


def _yaml(name: str) -> Any:
    try:
        return yaml.load(read_text(name), Loader=_Loader)
    except yaml.YAMLError as e:
        raise DataError(f"kg/data/{name}: not YAML: {' '.join(str(e).split())}") from e


def _problem(name: str, key: str, error: ValidationError) -> DataError:
    first = error.errors()[0]
    where = ".".join(str(p) for p in first["loc"])
    return DataError(f"kg/data/{name}: {key}{'.' if where else ''}{where}: {first['msg']}")


def load_mapping(name: str, model: type[M]) -> M:
    """Return a data file that holds one mapping.

    Raises:
        DataError: not YAML, or not what ``model`` asks for; names file and key.
    """
    try:
        return model.model_validate(_yaml(name))
    except ValidationError as e:
        raise _problem(name, "", e) from e


def load_entries(name: str, model: type[M]) -> tuple[M, ...]:
    """Return the entries of a data file that holds a list.

    Raises:
        DataError: not YAML, not a list, or an entry is not what ``model`` asks for; names file and entry.
    """
    raw = _yaml(name)
    if not isinstance(raw, list):
        raise DataError(f"kg/data/{name}: must be a list of entries")
    out = []
    for i, item in enumerate(raw):
        try:
            out.append(model.model_validate(item))
        except ValidationError as e:
            raise _problem(name, f"entry {i + 1}", e) from e
    return tuple(out)
