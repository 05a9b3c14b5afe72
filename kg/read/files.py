"""Which files a set of paths means, and their pages."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.errors import InputError
from kg.read.base import Options, Passed
from kg.read.registry import by_suffix, format_of, suffixes
from kg.types import Page


def read_path(
    path: Path,
    *,
    article: bool = False,
    on_error: Callable[[InputError], None] | None = None,
    on_passed: Callable[[str], None] | None = None,
) -> Iterator[Page]:
    """Yield the pages (or clean articles) of a file.

    Args:
        path: a file.
        article: a text file holds one clean article, which is not segmented.
        on_error: is given the error about each record that is wrong; its message names line and key. Without it the
            first such error is raised after the last good record, and says how many others there are.
        on_passed: is told why a file that is in order holds no news; without it that is an error.

    Raises:
        InputError: the file cannot be read, or holds nothing to read.
    """
    kind = _kind(path)
    if stat.S_ISDIR(kind):
        raise InputError("is a folder; give it to the command itself, which opens folders")
    if not stat.S_ISREG(kind):
        raise InputError(_STRANGE)
    errors: list[InputError] = []
    try:
        for item in format_of(path).read(path, Options(article=article)):
            if isinstance(item, Page):
                yield item
            elif isinstance(item, Passed):
                if not on_passed:
                    raise InputError(item.why)
                on_passed(item.why)
            elif on_error:
                on_error(item)
            else:
                errors.append(item)
    except OSError as e:
        raise InputError(f"cannot be read ({e.strerror or e}); check the path and its permissions") from e
    if errors:
        others = f"; {len(errors) - 1} other records are wrong too" if len(errors) > 1 else ""
        raise InputError(f"{errors[0]}{others}")


_STRANGE = "is not a regular file; save its content to a file first"


def _kind(path: Path) -> int:
    """Return what a path leads to, as the mode of ``stat``.

    Raises:
        InputError: it leads nowhere, or may not be looked at.
    """
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as e:
        what = "is a link to something that does not exist" if path.is_symlink() else "does not exist"
        raise InputError(f"{what}; check the path") from e
    except OSError as e:
        raise InputError(f"cannot be read ({e.strerror or e}); check the path and its permissions") from e


def expand(
    paths: Iterable[Path],
    on_ignored: Callable[[Path, str], None] | None = None,
    on_error: Callable[[Path, InputError], None] | None = None,
) -> list[Path]:
    """Return the files that paths mean: files as given, folders walked in sorted order for readable suffixes.

    Each file is returned once. Links to folders are not followed.

    Args:
        paths: files and folders.
        on_ignored: is told each file of a folder that is left aside, and why.
        on_error: is given each folder inside a folder that cannot be opened, and each name of a readable format that is
            no file (a pipe, a link to nothing). Without it they count as left aside.

    Raises:
        InputError: a path does not exist, or a folder holds nothing to read.
    """
    ignored = on_ignored or _ignore
    wrong: list[Path] = []

    def failed(path: Path, error: InputError) -> None:
        wrong.append(path)
        if on_error:
            on_error(path, error)
        else:
            ignored(path, str(error))

    out: dict[Path, None] = {}
    for path in paths:
        if stat.S_ISDIR(_kind(path)):
            found = list(_walk(path, ignored, failed))
            if not found and not (wrong and on_error):
                raise InputError(f"holds no file that can be read; readable are {', '.join(suffixes())}")
            out.update(dict.fromkeys(found))
        else:
            out[path] = None
    return list(out)


def _ignore(path: Path, why: str) -> None:
    """Tell nobody."""


def _walk(
    folder: Path, on_ignored: Callable[[Path, str], None], on_error: Callable[[Path, InputError], None]
) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        why = InputError(f"cannot be opened ({error.strerror}); check its permissions")
        on_error(Path(error.filename or folder), why)

    for root, folders, names in os.walk(folder, onerror=unreadable):
        # browsers keep the pictures and frames of a saved page in a folder beside it
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not f.endswith(("_files", ".files")))
        for name in sorted(names):
            path = Path(root, name)
            if name.startswith("."):
                on_ignored(path, "hidden")
            elif by_suffix(path) is None:
                on_ignored(path, f"no reader for {path.suffix or 'files without a suffix'}")
            else:
                try:
                    regular = stat.S_ISREG(_kind(path))
                except InputError as e:
                    on_error(path, e)
                    continue
                if regular:
                    yield path
                else:
                    on_error(path, InputError(_STRANGE))
