"""The benchmark over formats, on one page: whatever a page comes as, the same articles are found."""

import importlib.util
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kg.evaluation import figures

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "tests" / "gold" / "own_pages" / "q-ludao.json"


@pytest.mark.browser
def test_one_page_as_text_edition_and_pdf(browser: Browser) -> None:
    spec = importlib.util.spec_from_file_location("formats", ROOT / "benchmarks" / "formats.py")
    formats = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(formats)
    tallies = formats.measure(browser, [PAGE], ["text", "html", "pdf"])
    for form, tally in tallies.items():
        assert (tally.found, tally.given, tally.titles) == (4, 4, 4), form
    roles = {figures(t.scores, samples=1).rates["roles"].f1 for t in tallies.values()}
    assert len(roles) == 1
    assert formats.table(tallies).count("4 of 4") == 6
