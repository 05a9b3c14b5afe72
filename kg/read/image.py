"""Images of pages: put upright, recognised line by line, put into reading order."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.read.base import Format, Options, Result
from kg.read.layout import Arranged, arrange
from kg.types import Page

EXTRA = "needs further packages; install union-news-graph[ocr]"
MOST_BYTES = 256 * 2**20
MOST_PIXELS = 120_000_000
"""Pixels of an image: a broadsheet at 600 dots an inch."""
LEAST_SIDE = 64
MOST_SHEETS = 100
"""Pictures in one TIFF file."""
_DOTS = 200
"""Dots an inch at which a sheet of a PDF without text is drawn; less for large ones."""
_DRAWN = 12_000_000
"""Pixels of such a drawing at most."""
_ORIENTATION = 0x0112
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def _read(path: Path, options: Options) -> Iterator[Result]:
    try:
        import PIL  # noqa: F401
    except ImportError as e:
        raise InputError(EXTRA) from e
    from kg.read import ocr

    ocr.available()
    size = path.stat().st_size
    if size == 0:
        raise InputError("is empty; give an image of a page")
    if size > MOST_BYTES:
        raise InputError(f"is larger than {MOST_BYTES // 2**20} MB; save it smaller or as several images")
    opened, count = _opened(path)
    with opened:
        for number in range(1, min(count, MOST_SHEETS) + 1):
            try:
                found = _recognise_frame(opened, number)
            except InputError as e:
                if count == 1:
                    raise
                yield InputError(f"picture {number}: {e}")
                continue
            yield Page(
                source=str(path) if count == 1 else f"{path}#page={number}",
                text=found.text,
                whole=options.article,
                areas=found.areas,
                headlines=found.headlines,
                doubtful=found.doubtful,
                foot=found.foot,
            )
        if count > MOST_SHEETS:
            yield InputError(f"holds more than {MOST_SHEETS} pictures, of which the first {MOST_SHEETS} were read")


def _opened(path: Path) -> tuple[Any, int]:
    """Return an image, nothing of it decoded yet, and how many pictures it holds, at most one more than are read.

    Raises:
        InputError: it is no image, or damaged.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of many pixels, which are counted later, and of small damage
            opened = Image.open(path, formats=("PNG", "JPEG", "TIFF", "WEBP"))
            return opened, min(getattr(opened, "n_frames", 1), MOST_SHEETS + 1)
    except UnidentifiedImageError as e:
        raise InputError("is no image that can be read; save it as PNG, JPEG, TIFF or WebP") from e
    except Image.DecompressionBombError as e:
        raise InputError(_too_many()) from e
    except Exception as e:  # decoders raise whatever the damage makes of the data
        raise InputError("is damaged or cut off; fetch the file again") from e


def _recognise_frame(opened: Any, number: int) -> Arranged:
    from kg.read.upright import Turned, turned

    wide, high, turn = _decoded(opened, number)
    picture: Turned = turned(turn, wide, high)
    return _text_of(picture, number)


def _decoded(opened: Any, number: int) -> tuple[int, int, Any]:
    """Return width and height as stored, and the decoded picture with its EXIF orientation.

    Raises:
        InputError: damaged, too small or too large.
    """
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened.seek(number - 1)
        wide, high = opened.size
        if wide * high > MOST_PIXELS:
            raise InputError(_too_many())
        if min(wide, high) < LEAST_SIDE:
            raise InputError(f"is only {wide}×{high} pixels; give a picture in which the text can be read")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            orientation = int(opened.getexif().get(_ORIENTATION, 1) or 1)
            picture = _on_white(opened)
    except (Image.DecompressionBombError, MemoryError) as e:
        raise InputError(_too_many()) from e
    except InputError:
        raise
    except Exception as e:
        raise InputError("is damaged or cut off; fetch the file again") from e
    picture.info["orientation"] = orientation
    return wide, high, picture


def _on_white(opened: Any) -> Any:
    """Return the picture in colours; what is transparent becomes white."""
    from PIL import Image

    if opened.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        low, most = opened.getextrema()
        return opened.convert("F").point(lambda v: (v - low) * 255 / max(most - low, 1)).convert("L").convert("RGB")
    if "A" in opened.getbands() or "transparency" in opened.info:
        clear = opened.convert("RGBA")
        ground = Image.new("RGB", opened.size, "white")
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    return opened.convert("RGB")


def _too_many() -> str:
    return f"has more than {MOST_PIXELS // 10**6} million pixels; save it smaller"


def recognise_sheet(sheet: Any, number: int) -> Arranged:
    """Return the text of a PDF's sheet without a text layer, drawn and recognised; places are points of the sheet.

    Raises:
        InputError: the extra is missing, or no text is found.
    """
    from kg.read import ocr
    from kg.read.upright import turned

    try:
        ocr.available()
    except InputError as e:
        raise InputError(f"has no text layer, and recognising it {e}") from e
    wide, high = sheet.get_size()
    scale = min(_DOTS / 72, (_DRAWN / max(wide * high, 1.0)) ** 0.5)
    try:
        picture = sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    except Exception as e:
        raise InputError("cannot be drawn; fetch the file again") from e
    return _text_of(turned(picture, wide, high), number)


def _text_of(picture: Any, number: int) -> Arranged:
    found = arrange(picture.pieces(), number, picture.rules())
    if not found.text:
        raise InputError("shows no text that can be recognised; give a sharper or larger picture")
    return found


def _sniff(head: bytes) -> bool:
    return head.startswith(_MAGIC) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


IMAGE = Format("image", frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"}), _sniff, _read)
