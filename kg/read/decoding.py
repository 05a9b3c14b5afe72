"""Bytes become text: UTF-8, UTF-16, GB18030 and, where these do not fit, what charset-normalizer proposes."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from kg.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
_SAMPLE = 1 << 16
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_OTHER_ENCODINGS = ("big5", "big5hkscs", "cp950", "utf_16_le", "utf_16_be", "euc_tw", "hz", "iso2022_cn")
# GB 2312 puts the 3,755 characters of everyday use into rows 16 to 55; the rest are sorted by radical.
_COMMON_ROWS = range(0xB0, 0xD8)
_LOWEST_GRADE = 0.6
_BAD_BYTES_ALLOWED = 0.02


def decode(data: bytes) -> tuple[str, str]:
    r"""Return the text of a file and the name of its encoding.

    Line ends become ``\n`` and a byte order mark is dropped, as Python's text mode does; offsets count characters of
    the text returned here.

    Raises:
        InputError: the bytes are empty, not text, or in an encoding that cannot be told.
    """
    kind = next((what for magic, what in _KINDS if data.startswith(magic)), None)
    if kind:
        raise InputError(f"is {kind}, not text; convert it to text first")
    text, encoding = _decode(data)
    if not text.strip("\ufeff\0 \t\r\n\u3000"):
        raise InputError("is empty; give a file with text in it")
    # A handful of control characters is an OCR engine's dirt; many of them mean that this is no text.
    if len(_CONTROL.findall(text[:_SAMPLE])) > max(8, len(text[:_SAMPLE]) // 20):
        raise InputError("is not text (binary data); give a text file in UTF-8 or GB18030")
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decode(data: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace"), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\0" not in text:
            return text, "utf-8"
    return _guess(data)


def _guess(data: bytes) -> tuple[str, str]:
    """Return the best of the encodings that could be meant, by how everyday the characters are that come out."""
    candidates = ["gb18030", "utf-8"]
    if data[:_SAMPLE].count(0) > 1 or len(data) % 2 == 0:
        candidates += ["utf-16-le", "utf-16-be"]
    best = max(((_grade(data, c), c) for c in candidates), key=lambda x: x[0])
    if best[0] < _LOWEST_GRADE and (match := from_bytes(data[:_SAMPLE], cp_isolation=list(_OTHER_ENCODINGS)).best()):
        # charset-normalizer has looked at how the text hangs together; it only proposes what decodes without errors.
        return data.decode(match.encoding, "replace"), match.encoding
    if best[0] < _LOWEST_GRADE:
        raise InputError("is in an encoding that cannot be told, or is no text; save it as UTF-8")
    return data.decode(best[1], "replace"), best[1]


def _grade(data: bytes, encoding: str) -> float:
    """Return the share of everyday characters that these bytes give in an encoding, between 0 and 1."""
    sample = data[:_SAMPLE].decode(encoding, "replace")
    if len(data) > _SAMPLE:
        sample = sample[:-2]  # the sample may end inside a character
    if not sample or sample.count("�") > len(sample) * _BAD_BYTES_ALLOWED + 1:
        return 0.0
    return sum(map(_everyday, sample)) / len(sample)


def _everyday(c: str) -> bool:
    if c < "\x80":
        return c.isprintable() or c in "\t\n\r\f\x0b"
    if "一" <= c <= "鿿":
        try:
            return c.encode("gb2312")[0] in _COMMON_ROWS
        except UnicodeEncodeError:
            return False
    return (
        "　" <= c <= "〿" or "！" <= c <= "～" or unicodedata.category(c) in ("Pd", "Pi", "Pf", "Po", "So", "Nl", "No")
    )
