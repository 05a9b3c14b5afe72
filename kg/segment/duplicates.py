"""Sentences that are printed twice, also with small OCR differences: one copy stays."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.segment.lines import ends_sentence
from kg.segment.parts import Bond, Para, Segment
from kg.text import bare, fold, is_han

_SENTENCE = re.compile(r"[^。！？!?；;]*[。！？!?；;]?[”’」』》）)】]*", re.DOTALL)
_SHORTEST = 12
_ANCHOR = 6
_MOST_CANDIDATES = 8
_DIFFERENT = 0.08
"""Largest share of characters that an OCR engine may have read otherwise in two copies."""


@dataclass(slots=True)
class _Piece:
    segment: int
    para: int
    start: int
    end: int
    key: str
    text: str


def drop_duplicates(segments: list[Segment]) -> list[Para]:
    """Take second copies out of the segments and return what was taken out.

    The first copy's place stays unless only the second one is followed by what completes it; the text is taken from
    the cleaner copy, the second where none is.
    """
    pieces = _pieces(segments)
    twin = _twins(pieces)
    replace: dict[int, int] = {}
    drop: set[int] = set()
    j = 0
    while j < len(pieces):
        if j not in twin or twin[j] in drop:
            j += 1
            continue
        i, size = twin[j], 1
        while j + size in twin and twin[j + size] == i + size and i + size < j:
            size += 1
        keep_later = not ends_sentence(pieces[j + size - 1].text) and _completes(
            segments, pieces, j + size - 1
        ) > _completes(segments, pieces, i + size - 1)
        for k in range(size):
            if keep_later:
                drop.add(i + k)
            else:
                drop.add(j + k)
                if _cleaner(pieces[j + k].text, pieces[i + k].text):
                    replace[i + k] = j + k
        if not keep_later:
            _remember(segments, pieces, j + size, pieces[i + size - 1].segment)
        j += size
    return _take_out(segments, pieces, drop, replace)


def _remember(segments: Sequence[Segment], pieces: Sequence[_Piece], after: int, first_print: int) -> None:
    """Note on what follows a second print which article the first print stands in: it is the same one."""
    if after >= len(pieces):
        return
    following = segments[pieces[after].segment]
    same = pieces[after].segment == pieces[after - 1].segment
    if same or following.bond in (Bond.FLOW, Bond.NEXT):
        following.after_copy_of = first_print


def _pieces(segments: Sequence[Segment]) -> list[_Piece]:
    out = []
    for s, segment in enumerate(segments):
        for p, para in enumerate(segment.paras):
            for m in _SENTENCE.finditer(para.text):
                if m.end() > m.start():
                    out.append(_Piece(s, p, m.start(), m.end(), bare(fold(m[0])), m[0].strip()))
    return out


def _twins(pieces: Sequence[_Piece]) -> dict[int, int]:
    """Return for each piece that repeats an earlier one the index of the earliest."""
    exact: dict[str, int] = {}
    anchors: dict[str, list[int]] = defaultdict(list)
    out: dict[int, int] = {}
    for n, piece in enumerate(pieces):
        key = piece.key
        if len(key) < _SHORTEST:
            continue
        if key in exact:
            out[n] = exact[key]
            continue
        exact[key] = n
        marks = {key[k : k + _ANCHOR] for k in (0, len(key) // 3, len(key) // 2, len(key) - _ANCHOR)}
        tried: set[int] = set()
        for mark in marks:
            for other in anchors[mark][:_MOST_CANDIDATES]:
                if other not in tried and n not in out:
                    tried.add(other)
                    if _same(key, pieces[other].key):
                        out[n] = other
        for k in range(0, len(key) - _ANCHOR + 1):
            if len(anchors[key[k : k + _ANCHOR]]) < _MOST_CANDIDATES:
                anchors[key[k : k + _ANCHOR]].append(n)
    return out


def _same(a: str, b: str) -> bool:
    """Whether two sentences differ only as two readings of one print do: single characters, no figures."""
    if len(a) != len(b) or len(a) < 16:
        return False
    wrong = [k for k in range(len(a)) if a[k] != b[k]]
    if len(wrong) > max(1, int(len(a) * _DIFFERENT)):
        return False
    if any(a[k].isdigit() or b[k].isdigit() for k in wrong):
        return False
    return all(q - p > 1 for p, q in zip(wrong, wrong[1:], strict=False))


def _completes(segments: Sequence[Segment], pieces: Sequence[_Piece], n: int) -> float:
    """Return how well what follows a piece that ends open goes on with it."""
    piece = pieces[n]
    para = segments[piece.segment].paras[piece.para]
    if n + 1 >= len(pieces):
        return 0.0
    after = pieces[n + 1]
    opened = open_quotes(para.text[: piece.end])
    first = re.search("[“”]", segments[after.segment].paras[after.para].text[after.start :])
    if opened:
        return 1.0 if first and first[0] == "”" else -1.0
    return 0.0


def open_quotes(text: str) -> int:
    """Return how many quotation marks of a text are not closed."""
    depth = 0
    for c in text:
        if c in "“‘「『《（(":
            depth += 1
        elif c in "”’」』》）)" and depth:
            depth -= 1
    return depth


def _cleaner(a: str, b: str) -> bool:
    """Whether ``a`` is the better copy, or as good as ``b``: fewer blanks between Chinese characters, no strays."""
    return _dirt(a) <= _dirt(b)


def _dirt(text: str) -> int:
    blanks = sum(text[k].isspace() and is_han(text[k - 1]) for k in range(1, len(text)))
    return blanks + sum(not (is_han(c) or c.isascii() or c in "。，、；：！？“”‘’《》（）【】—…·％ 　") for c in text)


def _take_out(segments: list[Segment], pieces: Sequence[_Piece], drop: set[int], replace: dict[int, int]) -> list[Para]:
    out: list[Para] = []
    copies = {n: _cut(segments, pieces[m]) for n, m in replace.items()}
    touched: dict[tuple[int, int], list[int]] = defaultdict(list)
    changed = {(pieces[n].segment, pieces[n].para) for n in drop | set(replace)}
    for n, piece in enumerate(pieces):
        if (piece.segment, piece.para) in changed:
            touched[piece.segment, piece.para].append(n)
    rebuilt: dict[tuple[int, int], Para | None] = {}
    for place, members in touched.items():
        whole: Para | None = None
        fresh = segments[place[0]].paras[place[1]].fresh
        for n in members:
            part = _cut(segments, pieces[n])
            if n in drop:
                if n not in replace.values():
                    out.append(part)
                continue
            if n in copies:
                out.append(part)
                part = copies[n]
            whole = part if whole is None else whole.plus(part)
        if whole is not None:
            whole.fresh = fresh
        rebuilt[place] = whole
    for s, segment in enumerate(segments):
        kept = [rebuilt.get((s, p), para) for p, para in enumerate(segment.paras)]
        segment.paras = [p for p in kept if p is not None and p.text]
    return out


def _cut(segments: Sequence[Segment], piece: _Piece) -> Para:
    return segments[piece.segment].paras[piece.para].cut(piece.start, piece.end)
