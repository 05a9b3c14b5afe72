"""Sentences that are printed twice, also with small OCR differences: one copy stays."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.segment.lexicon import pairs
from kg.segment.lines import ends_sentence
from kg.segment.parts import Bond, Para, Segment
from kg.text import bare, fold, is_han

_SENTENCE = re.compile(r"[^。！？!?；;]*[。！？!?；;]?[”’」』》）)】]*", re.DOTALL)
_SHORTEST = 12
_SHORTEST_PART = 16
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
    the cleaner copy, the second where none is. A part of a sentence that stands elsewhere in full goes in any case.
    """
    pieces = _pieces(segments)
    twin, parts = _twins(pieces)
    replace: dict[int, int] = {}
    drop: set[int] = set(parts)
    j = 0
    while j < len(pieces):
        if j not in twin or twin[j] in drop:
            j += 1
            continue
        i, size = twin[j], 1
        while twin.get(j + size) == i + size and i + size < j:
            size += 1
        last = size - 1
        keep_later = not ends_sentence(pieces[j + last].text) and _completes(segments, pieces, j + last) > _completes(
            segments, pieces, i + last
        )
        for k in range(size):
            if keep_later:
                drop.add(i + k)
                continue
            drop.add(j + k)
            if pieces[i + k].text != pieces[j + k].text and _cleaner(pieces[j + k].text, pieces[i + k].text):
                replace[i + k] = j + k
        if not keep_later:
            _remember(segments, pieces, j + size, pieces[i + last].segment)
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
    out: list[_Piece] = []
    for s, segment in enumerate(segments):
        for p, para in enumerate(segment.paras):
            out += [
                _Piece(s, p, m.start(), m.end(), bare(fold(m[0])), m[0].strip())
                for m in _SENTENCE.finditer(para.text)
                if m[0]
            ]
    return out


def _twins(pieces: Sequence[_Piece]) -> tuple[dict[int, int], set[int]]:
    """Return for each piece that repeats an earlier one the index of the earliest, and pieces that are part of another.

    Copies are looked for under a few characters at fixed places, so that the work grows with the text's length only.
    """
    exact: dict[str, int] = {}
    anchors: dict[tuple[int, str], list[int]] = defaultdict(list)
    out: dict[int, int] = {}
    for n, piece in enumerate(pieces):
        key = piece.key
        if len(key) < _SHORTEST:
            continue
        if key in exact:
            out[n] = exact[key]
            continue
        exact[key] = n
        marks = _marks(key)
        near = dict.fromkeys(m for mark in marks for m in anchors[mark])
        found = next((m for m in near if _same(key, pieces[m].key)), None)
        if found is not None:
            out[n] = found
        for mark in marks:
            if len(anchors[mark]) < _MOST_CANDIDATES:
                anchors[mark].append(n)
    _extended(pieces, out)
    return out, _parts(pieces, anchors, out)


def _marks(key: str) -> list[tuple[int, str]]:
    """Return characters at fixed places: beginning, end, two in the middle, behind the beginning, before the end."""
    size = len(key)
    places = (0, size - _ANCHOR, size // 3 // 4 * 4, size // 2 // 4 * 4, _ANCHOR, size - 2 * _ANCHOR)
    return [(slot, key[p : p + _ANCHOR]) for slot, p in enumerate(places)]


def _parts(pieces: Sequence[_Piece], anchors: dict[tuple[int, str], list[int]], twin: dict[int, int]) -> set[int]:
    """Return open pieces that stand elsewhere inside a whole sentence, at its beginning or its end."""
    out: set[int] = set()
    for n, piece in enumerate(pieces):
        key = piece.key
        size = len(key)
        if size < _SHORTEST_PART or n in twin:
            continue
        begins = [] if ends_sentence(piece.text) else _at(anchors, key, 0, 4)
        ends = _at(anchors, key, 1, 5) if piece.start == 0 else []
        longer = [(m, pieces[m].key) for m in dict.fromkeys([*begins, *ends]) if m != n and len(pieces[m].key) > size]
        if any((m in begins and _same(key, k[:size])) or (m in ends and _same(key, k[-size:])) for m, k in longer):
            out.add(n)
    return out


def _at(anchors: dict[tuple[int, str], list[int]], key: str, *slots: int) -> list[int]:
    marks = dict(_marks(key))
    return [m for slot in slots for m in anchors.get((slot, marks[slot]), ())]


def _extended(pieces: Sequence[_Piece], twin: dict[int, int]) -> None:
    """Add the short neighbours of copies that are copies too: what is too short to be known as one by itself."""
    for step in (1, -1):
        for j in sorted(twin, reverse=step < 0):
            a, b = twin[j] + step, j + step
            while a >= 0 and b < len(pieces) and a != b and b not in twin and b not in twin.values():
                if pieces[a].segment != pieces[a - step].segment or pieces[b].segment != pieces[b - step].segment:
                    break
                if not _alike(pieces[a].key, pieces[b].key):
                    break
                twin[b] = a
                a, b = a + step, b + step


def _alike(a: str, b: str) -> bool:
    """Whether two short pieces beside copies say the same but for a character or two."""
    if len(a) != len(b) or not a:
        return False
    wrong = [k for k in range(len(a)) if a[k] != b[k]]
    return len(wrong) <= max(1, len(a) // 6) and not any(a[k].isdigit() or b[k].isdigit() for k in wrong)


def _same(a: str, b: str) -> bool:
    """Whether two sentences differ only as two readings of one print do: single characters, no figures."""
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < _SHORTEST_PART:
        return False
    if len(a) != len(b):
        short, long = sorted((a, b), key=len)
        k = next((k for k in range(len(short)) if short[k] != long[k]), len(short))
        return short[k:] == long[k + 1 :] and not long[k].isdigit()
    wrong = [k for k in range(len(a)) if a[k] != b[k]]
    if len(wrong) > max(1, int(len(a) * _DIFFERENT)):
        return False
    if any(a[k].isdigit() or b[k].isdigit() for k in wrong):
        return False
    return all(q - p > 1 for p, q in pairwise(wrong))


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
    return (_dirt(a), -_words(a)) <= (_dirt(b), -_words(b))


def _words(text: str) -> int:
    """Return how many common words a text seems to hold; a character that was read wrongly breaks one."""
    known = pairs()
    return sum(text[k : k + 2] in known for k in range(len(text) - 1))


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
