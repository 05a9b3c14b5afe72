"""Trains the tagger on the open gold articles and says what it would add to the rules on articles it has not seen.

    python models/train/compare.py [GOLD_FOLDER ...] [--list]

Each article is read by a tagger that learned from the other four fifths. What it is sure of, where the rules find
nothing, is added to their mentions; mentions with and without are scored by folder, with a 95 % interval of the
difference over articles. --list prints each addition with its surroundings: either the rules, the annotation or the
tagger is wrong there. The figures count only for articles that no rule was checked against. Nothing of this is
shipped (decision 24).
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
from articles import Span, StandIns, example
from readings import Reader
from spacy.tokens import Doc
from tagger import Lesson, Sure, find, lesson, train

from kg.evaluation.gold import GoldArticle, load_gold
from kg.ner import find as find_by_rules
from kg.ner import load_pipeline
from kg.ner.doc import MASKS, group
from kg.ner.layout import Layout
from kg.ner.persons import Names
from kg.read import read_path
from kg.segment import segment
from kg.types import Article, Label

GOLD = Path(__file__).parents[2] / "tests" / "gold"
OPEN = ("tuning", "own", "fresh")
SURE = 0.8
FOLDS = 5
SEED = 1
DRAWS = 2000

Counts = npt.NDArray[np.int64]


def additions(doc: Doc, found: Iterable[Sure]) -> list[Span]:
    """Return what the tagger is sure of where the rules have no mention and no mask, and what can be a name."""
    taken = [(e.start, e.end) for e in doc.ents] + [(s, e) for s, e, _ in group(doc, MASKS)]
    names = Names(Layout.of(doc))
    return [
        (f.start, f.end, f.label)
        for f in found
        if f.chance >= SURE
        and not any(s < f.end and f.start < e for s, e in taken)
        and (f.label != Label.PERSON or names.add(f.start, f.end))
    ]


def counts(gold: GoldArticle, spans: Iterable[Span]) -> tuple[int, int, int]:
    """Return mentions right, given and asked for, as ``kg evaluate`` counts them."""
    given = Counter((gold.text[s:e], label) for s, e, label in spans)
    for key, n in gold.optional_mentions.items():
        given[key] -= min(n, max(0, given[key] - gold.mentions[key]))
    right = sum(min(n, given[key]) for key, n in gold.mentions.items())
    return right, given.total(), gold.mentions.total()


def f1(rows: Counts) -> npt.NDArray[np.float64]:
    """Return F1 of summed counts (…, 3)."""
    return np.asarray(2 * rows[..., 0] / np.maximum(rows[..., 1] + rows[..., 2], 1))


def report(folder: str, rules: Counts, both: Counts) -> str:
    """Return a line: F1 of the rules, with the tagger, the difference and its interval, additions right and wrong."""
    draws = np.random.default_rng(SEED).integers(0, len(rules), (DRAWS, len(rules)))
    low, high = np.percentile(f1(both[draws].sum(1)) - f1(rules[draws].sum(1)), [2.5, 97.5])
    before, after = f1(rules.sum(0)), f1(both.sum(0))
    more = (both - rules).sum(0)
    return (
        f"{folder:10} {len(rules):4} {before:8.4f} {after:8.4f} {after - before:+9.4f} [{low:+.4f}, {high:+.4f}]"
        f" {more[0]:6} {more[1] - more[0]:6}"
    )


def cross_validated(lessons: list[Lesson], copies: list[Lesson], folders: list[str]) -> list[list[Sure]]:
    """Return what the tagger finds in each article, trained on the folds that do not hold it."""
    fold = [0] * len(lessons)
    order = random.Random(SEED)
    for name in dict.fromkeys(folders):
        members = [i for i, folder in enumerate(folders) if folder == name]
        order.shuffle(members)
        for n, i in enumerate(members):
            fold[i] = n % FOLDS
    found: list[list[Sure]] = [[] for _ in lessons]
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        for k in range(FOLDS):
            train((part[i] for part in (lessons, copies) for i in range(len(lessons)) if fold[i] != k), model)
            for i in range(len(lessons)):
                if fold[i] == k:
                    found[i] = find(lessons[i], model)
    return found


def main() -> None:
    """Train, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[GOLD / name for name in OPEN])
    parser.add_argument("--list", action="store_true", help="print each addition with its surroundings")
    options = parser.parse_args()
    gold = load_gold(options.folders)
    folders = [g.path.parent.name for g in gold]
    news: list[Article] = [a for g in gold for page in read_path(g.path) for a in segment(page).articles]
    docs = list(find_by_rules(news, load_pipeline()))
    reader = Reader()
    examples = [example(g.path) for g in gold]
    stand_ins = StandIns(SEED)
    lessons = [lesson(e, reader) for e in examples]
    copies = [lesson(stand_ins.copy(e), reader) for e in examples]
    rules, both = [], []
    for g, doc, found in zip(gold, docs, cross_validated(lessons, copies, folders), strict=True):
        mentions = [(e.start, e.end, e.label_) for e in doc.ents]
        more = additions(doc, found)
        rules.append(counts(g, mentions))
        both.append(counts(g, [*mentions, *more]))
        if options.list:
            for s, e, label in more:
                mark = "+" if (g.text[s:e], label) in g.mentions else "-"
                around = f"{g.text[max(0, s - 8) : s]}[{g.text[s:e]}]{g.text[e : e + 8]}"
                print(mark, g.name, label, " ".join(around.split()))
    print("folder     articles  rules  +tagger  difference  95 % interval  right  wrong")
    for name in (*dict.fromkeys(folders), "all"):
        mine = [i for i, folder in enumerate(folders) if name in (folder, "all")]
        print(report(name, np.array([rules[i] for i in mine]), np.array([both[i] for i in mine])))


if __name__ == "__main__":
    main()
