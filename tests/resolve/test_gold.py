"""Canonical names on the gold articles, mentions given."""

import json
from datetime import date
from pathlib import Path

import pytest

from kg.evaluation.gold import GoldMention, occurrences
from kg.ids import article_id
from kg.resolve import resolve
from kg.types import Article, Label, Masthead, Mention, Reading

GOLD = Path(__file__).parent.parent / "gold"


def names(file: Path) -> list[tuple[str, set[str]]]:
    """Return the name given and the names accepted for each mention of a gold article."""
    d = json.loads(file.read_text(encoding="utf-8"))
    marked = sorted(occurrences(d["text"], [GoldMention(**m) for m in d["mentions"]]), key=lambda x: x[:2])
    day = date.fromisoformat(d["date"])
    head = Masthead(newspaper=d["newspaper"], date=day, home=d["home"])
    article = Article(article_id(d["newspaper"], day, d["text"]), file.name, head, "", d["text"])
    found = tuple(Mention(i, j, d["text"][i:j], Label(m.label)) for i, j, m in marked)
    resolved = resolve(Reading(article, found, ()))
    accepted = [{"".join(n.split()) for n in (m.canonical, *m.also)} for _, _, m in marked]
    return [(r.canonical, a) for r, a in zip(resolved.mentions, accepted, strict=True)]


# A little below what was reached (1.000, 0.992, 1.000, 0.990), so that a rule may cost one name but not three.
@pytest.mark.parametrize(
    ("folder", "floor"), [("tuning", 0.995), ("held_out", 0.985), ("own", 0.995), ("own_held_out", 0.98)]
)
def test_full_names_of_gold_mentions(folder: str, floor: float) -> None:
    given = [n for f in sorted((GOLD / folder).glob("*.json")) for n in names(f)]
    right = sum(name in accepted for name, accepted in given)
    assert right / len(given) >= floor, f"{right} of {len(given)}"
