"""Characters a second of reading and segmenting pages, beside finding names in the articles that come out.

    python benchmarks/segmenting.py [ROUNDS]

One process, the gold pages of tests/gold as files; each round measures both, the best of the rounds counts. Reading and
segmenting should be ten times as fast as finding, so that it is never what one waits for.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg import ner
from kg.read import read_path
from kg.segment import segment
from kg.types import Article

GOLD = Path(__file__).parents[1] / "tests" / "gold"


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main(rounds: int) -> None:
    """Measure and print."""
    files = sorted(GOLD.glob("*pages*/*.txt"))
    size = sum(len(f.read_text(encoding="utf-8")) for f in files)
    news: list[Article] = []
    nlp = ner.load_pipeline()

    def cut() -> None:
        news[:] = [a for f in files for page in read_path(f) for a in segment(page).articles]

    cut()
    list(ner.find(news[:4], nlp))
    cutting = min(timed(cut) for _ in range(rounds))
    finding = min(timed(lambda: list(ner.find(news, nlp))) for _ in range(rounds))
    found = sum(len(a.text) for a in news)
    print(f"{len(files)} pages, {size} characters, {len(news)} articles")
    print(f"read and segment  {size / cutting:10,.0f} characters a second")
    print(f"find              {found / finding:10,.0f} characters a second")
    print(f"ratio             {size / cutting / (found / finding):10.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
