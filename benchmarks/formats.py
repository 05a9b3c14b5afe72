"""The same pages as text, as a digital edition, as PDF and as an image: what is found from each, side by side.

    python benchmarks/formats.py [PAGE.json ...] [--formats text,html,pdf,image]

Pages are those of tests/gold/pages and tests/gold/own_pages unless some are named. Chromium prints each (see
tests/printed.py), so letters are clean and pages are straight; what a scanner adds is not measured here. Needs what the
browser tests need, and the extras pdf and ocr. An image takes some ten seconds of two cores for a thousand characters.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser.chromium import chromium  # noqa: E402
from playwright.sync_api import Browser  # noqa: E402
from printed import Sheet, as_edition, as_text, placed, print_pdf, take_picture  # noqa: E402

from kg import evaluation, ner  # noqa: E402
from kg.pipeline import Inputs, Run, extract  # noqa: E402
from kg.records import article_record  # noqa: E402

FORMATS = ("text", "html", "pdf", "image")
_FOUND, _PAIR = 0.9, 0.3
"""Likeness of texts from which an article counts as found, and from which it is held against a gold one at all."""
_RATES = ("mentions", "roles", "visits", "meetings")


def made(browser: Browser, sheet: Sheet, folder: Path, form: str) -> Path:
    """Write a sheet in one format below a folder; return the file or folder to read."""
    if form == "pdf":
        return print_pdf(browser, folder / "page.pdf", sheet)
    if form == "image":
        return take_picture(browser, folder / "page.png", sheet)
    if form == "text":
        (folder / "page.txt").write_text(as_text(sheet), encoding="utf-8")
        return folder / "page.txt"
    for name, text in as_edition(sheet).items():
        file = folder / "edition" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "edition"


def read(path: Path) -> list[dict[str, Any]]:
    """Return what ``kg extract`` finds in a file or folder."""
    return [article_record(a) for a in extract(Inputs([str(path)]), Run())]


def solid(text: str) -> str:
    """Return a text without blanks."""
    return "".join(text.split())


def pairs(gold: Sequence[Mapping[str, Any]], found: Sequence[dict[str, Any]]) -> Iterator[tuple[int, int, float]]:
    """Yield places of gold and found articles that are the same one, and how alike their texts are; best first."""
    alike = [
        (SequenceMatcher(None, solid(g["text"]), solid(f["text"]), autojunk=False).ratio(), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
    ]
    golds, founds = set[int](), set[int]()
    for ratio, i, j in sorted(alike, reverse=True):
        if ratio >= _PAIR and i not in golds and j not in founds:
            golds.add(i)
            founds.add(j)
            yield i, j, ratio


class Tally:
    """What was counted of one format."""

    def __init__(self) -> None:
        self.articles = self.given = self.found = self.titles = 0
        self.seconds = 0.0
        self.scores: list[evaluation.ArticleScore] = []

    def add(self, page: Path, found: list[dict[str, Any]], folder: Path) -> None:
        """Count one page."""
        gold = json.loads(page.read_text(encoding="utf-8"))["articles"]
        same = {i: (j, ratio) for i, j, ratio in pairs(gold, found)}
        self.articles += len(gold)
        self.given += len(found)
        for i, article in enumerate(gold):
            j, ratio = same.get(i, (None, 0.0))
            record = {"mentions": [], "relations": []} if j is None else found[j]
            self.found += ratio >= _FOUND
            self.titles += j is not None and solid(found[j]["title"]) == solid(article["title"])
            file = folder / f"{page.stem}-{i}.json"
            file.write_text(json.dumps(article, ensure_ascii=False), encoding="utf-8")
            (answer,) = evaluation.load_gold([file])
            self.scores.append(evaluation.score(answer, record))

    def row(self) -> list[str]:
        """Return the cells of the table."""
        counts = evaluation.figures(self.scores, samples=1).rates
        f1 = [f"{counts[name].f1:.3f}" if counts[name].asked or counts[name].given else "none" for name in _RATES]
        return [f"{self.found} of {self.articles}", str(self.given), f"{self.titles} of {self.articles}", *f1]


def measure(browser: Browser, pages: Sequence[Path], formats: Sequence[str]) -> dict[str, Tally]:
    """Print pages in some formats with a browser, read them, and count."""
    tallies = {form: Tally() for form in formats}
    ner.load_pipeline()
    for page in pages:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            files = {form: made(browser, placed(page), folder, form) for form in formats}
            for form, file in files.items():
                start = time.process_time()
                found = read(file)
                tallies[form].seconds += time.process_time() - start
                tallies[form].add(page, found, folder)
    return tallies


def table(tallies: Mapping[str, Tally]) -> str:
    """Return the counts as a table in Markdown."""
    head = ["", "articles found", "given", "titles right", *(f"{name} F1" for name in _RATES), "processor seconds"]
    rows = [[form, *tally.row(), f"{tally.seconds:.0f}"] for form, tally in tallies.items()]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--formats", default=",".join(FORMATS))
    given = parser.parse_args()
    pages = given.pages or sorted(ROOT.glob("tests/gold/pages/*.json")) + sorted(
        ROOT.glob("tests/gold/own_pages/*.json")
    )
    with chromium() as browser:
        print(table(measure(browser, pages, given.formats.split(","))))


if __name__ == "__main__":
    main()
