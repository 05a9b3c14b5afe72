"""What stands before and after people's names (``kg/data/ner/titles.yaml``)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping
from kg.ner.layout import Layout
from kg.ner.patterns import HAN, any_of


class Titles(BaseModel):
    """The word lists."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    posts: list[str]
    trades: list[str]
    modifiers: list[str]
    address: list[str]
    acts: list[str]
    collectives: list[str]
    bylines: list[str]
    byline_acts: list[str]
    byline_ends: str
    after: list[str]
    notes: list[str]
    never: frozenset[str]
    nicks: list[str]
    nick_prefixes: str
    given_never: str
    """Characters with which a given name hardly ends, since they begin what follows."""
    postures: str
    """A verb that the base model glues to a name, with what shows that it is one."""
    saying: str
    """Those that begin what people do again and again (说, 指出)."""
    minority_end: str
    not_given: str
    """Characters that end no given name."""
    polite: str
    shot: str
    homes: list[str]
    """What ends a byline behind a name (秦培|摄）)."""
    weak: str
    """Family names that are verbs and prepositions too, though in the list of plain ones."""
    appointed: str
    """Behind a name that an act of choosing stands before (补选|…|为)."""
    joining: str
    head_of: str
    sides: str
    people: str
    closing: str
    """Characters that may stand between a name and a mark."""
    unnamed: str


@cache
def titles() -> Titles:
    """Return the word lists."""
    return load_mapping("ner/titles.yaml", Titles)


@cache
def before_names() -> re.Pattern[str]:
    """Return a pattern of words that stand right before a name."""
    t = titles()
    words = [*t.posts, *t.trades, *t.bylines, *t.acts]
    single = "".join(w for w in words if len(w) == 1)
    many = any_of(w for w in words if len(w) > 1)
    # an honour in quotation marks opens a name behind them: “浙江工匠”张三
    return re.compile(f"(?:{many})(?:[”』](?={HAN}))?|(?<!{HAN})[{single}](?=[ :：/／\u3000])")


@cache
def is_post() -> frozenset[str]:
    """Return the posts: the firmest sign that a name follows."""
    return frozenset(titles().posts)


@cache
def collectives() -> re.Pattern[str]:
    """Return a pattern of bylines of offices (粤工宣)."""
    return re.compile(f"[\u4e00-\u9fff](?:{any_of(titles().collectives)})")


@cache
def after_names() -> re.Pattern[str]:
    """Return a pattern of what can follow a name."""
    return re.compile(f"[^\u4e00-\u9fff\u3400-\u4dbf·•‧・]|$|{any_of(titles().after)}")


@cache
def notes_after_names() -> re.Pattern[str]:
    """Return a pattern of notes in brackets that stand right after a name."""
    t = titles()
    note = f"(?:{any_of(t.notes)}|{t.people})[，,、）)]"
    return re.compile(f"[（(](?:{note}|{t.sides})|{t.polite}")


@cache
def isolated_runs() -> re.Pattern[str]:
    """Return a pattern of runs where a byline's brackets or a numbered row hold nothing but a name (group 1)."""
    run = f"({HAN}{{2,5}})"
    reporter = any_of(titles().bylines)
    return re.compile(
        f"[（(]{run}(?=[ \u3000]+(?:{HAN}+)?{reporter})|[（(]{run}(?=[）)]\\s*(?:\n|$))|[□■◇]\\s*{run}(?=\\s|$)"
        f"|(?:^|\n)\\s*[0-9]{{1,3}}[.．、]\\s*{run}(?=[ \u3000（(，,])"
    )


@cache
def postures() -> re.Pattern[str]:
    """Return a pattern of verbs of posture (蹲在, 握着)."""
    return re.compile(titles().postures)


@cache
def nicknames() -> re.Pattern[str]:
    """Return a pattern of forms of address that are no full names (老王, 王师傅)."""
    t = titles()
    long = any_of(n for n in t.nicks if len(n) > 1)
    short = "".join(n for n in t.nicks if len(n) == 1)
    return re.compile(f"[{t.nick_prefixes}]{HAN}|{HAN}{{1,2}}{long}|{HAN}[{short}]")


@cache
def _post() -> re.Pattern[str]:
    return re.compile(any_of([*titles().posts]))


@cache
def _modifier() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(titles().modifiers)}){{1,2}}")


def title_follows(text: str, position: int) -> bool:
    """Does a post begin here (副部长, 常务副主任)?"""
    m = _modifier().match(text, position)
    return _post().match(text, m.end() if m else position) is not None


@cache
def address() -> re.Pattern[str]:
    """Return a pattern of words that stand between a person and an organisation, never inside either."""
    return re.compile(any_of(titles().address))


def title_ends(text: str) -> frozenset[int]:
    """Return where words end that stand before names."""
    return frozenset(end for _, end in title_spans(text))


@lru_cache(maxsize=256)  # the articles of a batch
def title_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where words stand that stand before names."""
    return tuple(m.span() for m in before_names().finditer(text))


def openings(layout: Layout) -> frozenset[int]:
    """Return ``title_ends`` of an article, worked out once."""
    found: frozenset[int] | None = layout.memory.get("titles")
    if found is None:
        found = layout.memory["titles"] = title_ends(layout.text)
    return found


def follows_post(layout: Layout, position: int) -> bool:
    """Does a post end here (主席|…)?"""
    found: frozenset[int] | None = layout.memory.get("posts")
    if found is None:
        posts = is_post()
        ends = (end for start, end in title_spans(layout.text) if layout.text[start:end] in posts)
        found = layout.memory["posts"] = frozenset(ends)
    return position in found


def follows_title(layout: Layout, position: int) -> bool:
    """Does a word that stands before names end here?"""
    return position in openings(layout)
