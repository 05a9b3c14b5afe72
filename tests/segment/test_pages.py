import json
import time
from difflib import SequenceMatcher

import pytest

from kg.read import read_path

GOLD = ["p-001", "p-004", "p-008", "p-009", "p-012"]
OWN = ["national", "city", "company", "q-qinhuai", "q-ludao", "q-zhijiang", "q-jianshe"]


def solid(text):
    return "".join(text.split())


def like(a, b):
    return SequenceMatcher(None, solid(a), solid(b), autojunk=False).ratio()


def load(pages, name):
    path = next(p / f"{name}.txt" for p in pages if (p / f"{name}.txt").exists())
    (page,) = read_path(path)
    return page.text, json.loads(path.with_suffix(".json").read_text("utf-8"))


@pytest.mark.parametrize("name", GOLD + OWN)
def test_masthead(cut, pages, name):
    text, gold = load(pages, name)
    facts = cut(text).masthead
    assert facts.date.isoformat() == gold["date"]
    for key in ("newspaper", "issue_number", "page", "home", "cn_code", "weekday"):
        want = gold[key]
        assert getattr(facts, key) == (None if want is None else str(want)), key


@pytest.mark.parametrize("name", GOLD + OWN)
def test_titles_reporters_and_noise(cut, pages, name):
    text, gold = load(pages, name)
    found = cut(text).articles
    assert {solid(a.title) for a in found} == {solid(a["title"]) for a in gold["articles"]}
    by_title = {solid(a.title): a for a in found}
    for want in gold["articles"]:
        assert set(by_title[solid(want["title"])].reporters) == set(want["reporters"]), want["title"]
    allowed = "".join(solid(a["text"]) for a in gold["articles"])
    for noise in map(solid, gold["noise"]):
        if len(noise) >= 4 and noise not in allowed:
            assert not any(noise in solid(a.text) for a in found), noise


@pytest.mark.parametrize("name", GOLD + OWN)
def test_articles(cut, pages, name):
    text, gold = load(pages, name)
    by_title = {solid(a.title): a for a in cut(text).articles}
    for want in gold["articles"]:
        assert like(by_title[solid(want["title"])].text, want["text"]) >= 0.9, want["title"]


def test_pieces_joined_from_afar_leave_a_seam(cut, pages):
    text, _ = load(pages, "city")
    article = next(a for a in cut(text).articles if "环卫" in a.title)
    (seam,) = article.seams
    assert article.text[seam - 1] == ","
    assert article.text[seam:].startswith("去年冬天")


def test_speed(pages, cut):
    texts = [load(pages, n)[0] for n in GOLD]
    list(map(cut, texts))
    begun = time.process_time()
    list(map(cut, texts))
    assert sum(map(len, texts)) / (time.process_time() - begun) > 10_000  # far below the aim: other work may run beside
