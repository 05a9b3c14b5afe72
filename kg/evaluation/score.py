"""What was found in one article, held against its gold answer.

Mentions are counted by text and label, as often as they occur. Relations agree in type, head, tail and, for posts,
the title. The tail of ATTENDED, HOSTED and AWARDED is free text: one string holds the other, or they share six tenths
of their characters. SIGNED_WITH has no direction. Dates are counted over the visits that were found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from kg.evaluation.gold import GoldArticle, GoldRelation
from kg.types import RelationType

FREE_TAILS = frozenset({RelationType.ATTENDED, RelationType.HOSTED, RelationType.AWARDED})
SHARED = 0.6
"""Share of characters (2 × common / both lengths) from which two free tails say the same."""

MENTIONS, RELATIONS, DATES = "mentions", "relations", "visit dates"
FAMILIES: Mapping[str, frozenset[RelationType]] = {
    "roles": frozenset({RelationType.HOLDS_ROLE}),
    "visits": frozenset({RelationType.VISITED, RelationType.ACCOMPANIED}),
    "meetings": frozenset(
        {RelationType.ATTENDED, RelationType.MET_WITH, RelationType.HOSTED, RelationType.SIGNED_WITH}
    ),
}

Found = Mapping[str, Any]
"""A relation as ``kg extract`` prints it."""


@dataclass(slots=True)
class Count:
    """Right answers, answers given, answers asked for."""

    right: int = 0
    given: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Error:
    """A miss or a false hit."""

    article: str
    kind: str
    """``missed``, ``false`` or ``wrong date``."""
    row: str
    """Label or relation type."""
    what: str
    sentence: str = ""
    rule: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """An edge that was held against gold. Edges that gold leaves open are not among them."""

    type: str
    rule: str
    confidence: float
    right: bool


@dataclass(slots=True)
class ArticleScore:
    """Counts by row, every error, and every edge with its rule."""

    article: str
    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    errors: list[Error] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def count(self, rows: Iterable[str], right: int, given: int, asked: int) -> None:
        """Add to the counts of some rows."""
        for row in rows:
            count = self.counts[row]
            count.right, count.given, count.asked = count.right + right, count.given + given, count.asked + asked


def score(gold: GoldArticle, record: Mapping[str, Any]) -> ArticleScore:
    """Return the counts and errors of one article.

    Args:
        gold: the right answer.
        record: what was found, as ``kg extract`` prints it (``mentions`` and ``relations``).
    """
    result = ArticleScore(gold.name)
    _score_mentions(gold, Counter((m["text"], m["label"]) for m in record["mentions"]), result)
    _score_relations(gold, _distinct(_usual_names(gold, record["relations"])), result)
    return result


def rows_of(type: str) -> list[str]:
    """Return the rows of the table in which a relation type counts."""
    return [RELATIONS, f"{RELATIONS}/{type}", *(family for family, types in FAMILIES.items() if type in types)]


def _score_mentions(gold: GoldArticle, given: Counter[tuple[str, str]], result: ArticleScore) -> None:
    for key in gold.mentions.keys() | given.keys():
        text, label = key
        asked = gold.mentions[key]
        # Optional occurrences swallow what is given beyond the occurrences asked for.
        count = given[key] - min(gold.optional_mentions[key], max(0, given[key] - asked))
        result.count((MENTIONS, f"{MENTIONS}/{label}"), min(count, asked), count, asked)
        if count != asked:
            kind, times = ("missed", asked - count) if count < asked else ("false", count - asked)
            what = text + (f" ×{times}" if times > 1 else "")
            result.errors.append(Error(gold.name, kind, label, what, _sentence_with(gold.text, text)))


def _score_relations(gold: GoldArticle, given: list[Found], result: ArticleScore) -> None:
    hits, missed, beyond = _pair(gold.relations, given)
    _, _, false = _pair(gold.optional_relations, beyond)
    for found, right in (*((f, True) for _, f in hits), *((f, False) for f in false)):
        result.judged.append(
            Judged(str(found["type"]), str(found.get("rule", "")), found.get("confidence", 0.0), right)
        )
    for asked, found in hits:
        result.count(rows_of(asked.type), 1, 1, 1)
        if asked.type == RelationType.VISITED and asked.start:
            _score_dates(gold, asked, found, result)
    for asked in missed:
        result.count(rows_of(asked.type), 0, 0, 1)
        sentence = _sentence_with(gold.text, *asked.head.split(), *asked.tail.split())
        result.errors.append(Error(gold.name, "missed", asked.type, _say(asked.model_dump()), sentence))
    for found in false:
        row = str(found.get("type"))
        result.count(rows_of(row), 0, 1, 0)
        result.errors.append(_error(gold, "false", row, _say(found), found))


def _score_dates(gold: GoldArticle, asked: GoldRelation, found: Found, result: ArticleScore) -> None:
    want = (asked.start, asked.end or asked.start)
    got = (found.get("start"), found.get("end") or found.get("start"))
    result.count((DATES,), want == got, 1, 1)
    if want != got:
        what = f"{_say(found)}: {want[0]}—{want[1]} asked, {got[0]}—{got[1]} found"
        result.errors.append(_error(gold, "wrong date", asked.type, what, found))


def _pair(
    asked: Sequence[GoldRelation], given: Iterable[Found]
) -> tuple[list[tuple[GoldRelation, Found]], list[GoldRelation], list[Found]]:
    """Pair each asked row with the first given row that says the same; return pairs, misses and what is left."""
    left = list(given)
    pairs, missed = [], []
    for row in asked:
        place = next((i for i, found in enumerate(left) if _agree(row, found)), None)
        if place is None:
            missed.append(row)
        else:
            pairs.append((row, left.pop(place)))
    return pairs, missed, left


def _agree(asked: GoldRelation, found: Found) -> bool:
    if asked.type != found.get("type"):
        return False
    head, tail = _bare(asked.head), _bare(asked.tail)
    found_head, found_tail = _bare(found.get("head")), _bare(found.get("tail"))
    if asked.type == RelationType.SIGNED_WITH:
        return {head, tail} == {found_head, found_tail}
    if head != found_head:
        return False
    if asked.type in FREE_TAILS:
        return _alike(tail, found_tail)
    return tail == found_tail and (
        asked.type != RelationType.HOLDS_ROLE or _bare(asked.title) == _bare(found.get("title"))
    )


def _alike(asked: str, found: str) -> bool:
    if not asked or not found:
        return False
    return asked in found or found in asked or SequenceMatcher(None, asked, found).ratio() >= SHARED


def _usual_names(gold: GoldArticle, relations: Iterable[Found]) -> Iterator[Found]:
    for r in relations:
        yield {**r, **{end: gold.spellings.get(_bare(r.get(end)), r.get(end)) for end in ("head", "tail")}}


def _distinct(relations: Iterable[Found]) -> list[Found]:
    first: dict[tuple[str, ...], Found] = {}
    for r in relations:
        first.setdefault(tuple(_bare(r.get(k)) for k in ("type", "head", "tail", "title")), r)
    return list(first.values())


def _bare(value: Any) -> str:
    return "".join(str(value or "").split())


def _say(row: Found) -> str:
    text = f"{row.get('head')} → {row.get('tail')}"
    return text + "".join(f" [{row[k]}]" for k in ("title", "function") if row.get(k))


def _error(gold: GoldArticle, kind: str, row: str, what: str, found: Found) -> Error:
    return Error(
        gold.name, kind, row, what, str(found.get("sentence", "")), str(found.get("rule", "")), found.get("confidence")
    )


def _sentence_with(text: str, *names: str) -> str:
    """Return the sentence that holds most of the names as they stand, to show beside a miss."""
    sentences = [s.strip() for s in text.replace("。", "。\n").splitlines() if s.strip()]
    # Of equals a whole sentence goes before a headline.
    return max(sentences, key=lambda s: (sum(name in s for name in names), s.endswith("。")), default="")
