"""PDF: each sheet becomes a page, from its text layer by position, or recognised where it has none."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.read.base import Format, Options, Result
from kg.read.layout import arrange
from kg.read.layout_blocks import Rule
from kg.read.pdf_lines import Char, lines
from kg.types import Page

EXTRA = "needs further packages; install union-news-graph[pdf]"
MOST_BYTES = 512 * 2**20
MOST_SHEETS = 500
MOST_CHARS = 200_000
"""Characters of one sheet; a full broadsheet has some twenty thousand."""
MOST_OBJECTS = 50_000
MOST_POINTS = 14_400.0
"""Width and height of a sheet at most: the limit of the PDF format, 200 inches."""
_ENOUGH = 20
_GARBAGE = 0.3


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Open a PDF.

    Raises:
        InputError: the extra is missing, or the file is too large, protected by a password, damaged or without sheets.
    """
    try:
        import pypdfium2
    except ImportError as e:
        raise InputError(EXTRA) from e
    size = path.stat().st_size
    if size == 0:
        raise InputError("is empty; give a PDF with pages in it")
    if size > MOST_BYTES:
        raise InputError(f"is larger than {MOST_BYTES // 2**20} MB; split it into issues")
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as e:
        if "password" in str(e).lower():
            raise InputError("is protected by a password; save it without one") from e
        raise InputError("is damaged, cut off or without pages, or no PDF; fetch the file again") from e
    with closing(document):
        if not len(document):
            raise InputError("has no pages; fetch the file again")
        yield document


def _read(path: Path, options: Options) -> Iterator[Result]:
    with opened(path) as document:
        count = len(document)
        for number in range(1, min(count, MOST_SHEETS) + 1):
            try:
                yield _page(path, document, number, options)
            except InputError as e:
                yield InputError(f"page {number}: {e}")
        if count > MOST_SHEETS:
            yield InputError(f"has {count} pages, of which the first {MOST_SHEETS} were read; split it into issues")


def _page(path: Path, document: Any, number: int, options: Options) -> Page:
    """Return a sheet's page.

    Raises:
        InputError: the sheet cannot be read, or shows no text.
    """
    import pypdfium2

    try:
        sheet = document[number - 1]
    except pypdfium2.PdfiumError as e:
        raise InputError("is damaged; fetch the file again") from e
    with closing(sheet):
        if max(sheet.get_size()) > MOST_POINTS:
            raise InputError(f"is larger than {MOST_POINTS / 72:.0f} inches; print it to a PDF of usual size")
        chars = _chars(sheet)
        if readable(chars):
            found = arrange(lines(chars), number, _rules(sheet))
        else:
            from kg.read.image import recognise_sheet

            found = recognise_sheet(sheet, number)
    return Page(
        source=f"{path}#page={number}",
        text=found.text,
        whole=options.article,
        areas=found.areas,
        headlines=found.headlines,
        doubtful=found.doubtful,
        foot=found.foot,
    )


def readable(chars: list[Char]) -> bool:
    """Whether a text layer is there and is no garbage: fonts without a mapping give symbols, or nothing at all."""
    solid = [c.text for c in chars if not c.text.isspace()]
    if len(solid) < _ENOUGH:
        return False
    bad = sum(c < " " or c in "\ufffd\ufffe" or "\ue000" <= c <= "\uf8ff" or "\x7f" <= c < "\xa0" for c in solid)
    return bad <= _GARBAGE * len(solid)


def _chars(sheet: Any) -> list[Char]:
    """Return the characters of the text layer with their boxes, as the page is shown.

    Raises:
        InputError: there are more than ``MOST_CHARS``.
    """
    import pypdfium2.raw as pdfium

    out: list[Char] = []
    place = _Placing(sheet)
    with closing(sheet.get_textpage()) as layer:
        count = layer.count_chars()
        if count > MOST_CHARS:
            raise InputError(f"has {count} characters, which no newspaper page has; check the file")
        loose = pdfium.FS_RECTF()
        for i in range(count):
            code = pdfium.FPDFText_GetUnicode(layer, i)
            if not code or code > 0x10FFFF or 0xD800 <= code < 0xE000:
                continue
            if pdfium.FPDFText_IsGenerated(layer, i) == 1:
                if code == 0x20:  # a blank that the file does not draw; it says so by white
                    out.append(Char(" ", 0.0, 0.0, 0.0, 0.0))
                continue
            if not pdfium.FPDFText_GetLooseCharBox(layer, i, ctypes.byref(loose)):
                continue
            box = place.shown(loose.left, loose.bottom, loose.right, loose.top)
            out.append(Char(chr(code), *box))
    return out


def _rules(sheet: Any) -> list[Rule]:
    """Return the printed lines and the sides of frames."""
    import pypdfium2.raw as pdfium

    out: list[Rule] = []
    place = _Placing(sheet)
    for n, thing in enumerate(sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if n >= MOST_OBJECTS:
            break
        left, top, right, bottom = place.shown(*thing.get_bounds())
        if min(right - left, bottom - top) < 3:
            out.append((left, top, right, bottom))
        elif right - left > 40 and bottom - top > 40:
            sides = ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom))
            out += [*sides, (right, top, right, bottom)]
    return out


class _Placing:
    """Turns places of a PDF's own (up from the lower left corner, before rotation) into places on the page shown."""

    def __init__(self, sheet: Any) -> None:
        self.left, self.bottom, self.right, self.top = sheet.get_bbox()
        self.rotation = sheet.get_rotation()

    def shown(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom in points from the upper left corner."""
        x0, x1 = left - self.left, right - self.left
        y0, y1 = self.top - top, self.top - bottom
        wide, high = self.right - self.left, self.top - self.bottom
        if self.rotation == 90:
            return high - y1, x0, high - y0, x1
        if self.rotation == 180:
            return wide - x1, high - y1, wide - x0, high - y0
        if self.rotation == 270:
            return y0, wide - x1, y1, wide - x0
        return x0, y0, x1, y1


def _sniff(head: bytes) -> bool:
    return head.startswith(b"%PDF-")


PDF = Format("PDF", frozenset({".pdf"}), _sniff, _read)
