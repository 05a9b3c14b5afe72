"""What a reader says of a file that it refuses."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.read import read_path


def refusal(folder: Path, data: bytes | str, name: str) -> str:
    """Return the one line with which a file of these bytes is refused; fail where it is read."""
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(InputError) as e:
        list(read_path(path))
    assert "\n" not in str(e.value)
    return str(e.value)
