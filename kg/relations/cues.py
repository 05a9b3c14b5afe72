"""Cues as data: named patterns over coded text (``kg.relations.clauses``), each with its own examples.

In patterns and examples ``<G>`` stands for a group of persons with their titles, ``<O>`` for an organisation,
``<L>`` for a place, ``<S>`` for either of the two, ``<Q>`` for direct speech, ``<Z>`` for an expression in quotation
marks, ``<D>`` for a document 《…》, ``<SITES>`` for a list of ``<S>``.
"""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_entries

# Private-use characters: never part of a page's text once the reader has cleaned it.
GROUP, ORGANIZATION, PLACE, SPEECH, TERM, DOCUMENT = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
_CODES = {
    "<G>": GROUP,
    "<O>": ORGANIZATION,
    "<L>": PLACE,
    "<S>": f"[{ORGANIZATION}{PLACE}]",
    "<Q>": SPEECH,
    "<Z>": TERM,
    "<D>": DOCUMENT,
}


class Cue(BaseModel):
    """A named pattern that the code asks for; ``confidence`` is what a relation found by it is worth."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    about: str
    pattern: str
    confidence: float = 0.95
    function: str | None = None
    """What ATTENDED says of those whom the cue finds."""
    examples: list[str]
    counterexamples: list[str]

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return compiled(self.pattern)


_S = f"[{ORGANIZATION}{PLACE}]"
_PLAIN = f"[^，。、：；{GROUP}{ORGANIZATION}{PLACE}{SPEECH}{TERM}{DOCUMENT}]"


@cache
def _sites() -> str:
    """Return the pattern of a list of sites, common nouns among them: 甲公司项目工地、生产车间和乙社区."""
    noun = f"{_PLAIN}{{0,18}}?(?:{cues('words')['site_noun'].pattern})"
    join, listed = (f"(?:{cues('words')[name].pattern})" for name in ("site_join", "site_and"))
    inside, other, of = (cues("words")[name].pattern for name in ("site_inside", "no_description", "site_of"))
    site = f"(?:{inside})?(?:(?!{other}){_PLAIN}{{1,14}}{of})?{_S}(?:{_PLAIN}{{0,4}}?{TERM}(?=$|[、，和与及以等]))?"
    item = f"(?:{noun}{listed}|(?:{cues('words')['unread_item'].pattern})、)"
    unread = f"{cues('words')['unread_item'].pattern}、"
    behind = f"(?:{noun}{listed}|{join}|{unread}|{cues('words')['site_chain'].pattern}){item}*"
    return f"{item}*{site}(?:(?:{behind})?{site})*"


def encode(text: str) -> str:
    """Put the private codes in place of ``<G>``, ``<O>`` and so on; ``<SITES>`` is a list of ``<S>``."""
    if "<SITES>" in text:
        text = text.replace("<SITES>", _sites())
    text = re.sub(r"(\[\^[^\]]*)<S>", rf"\1{ORGANIZATION}{PLACE}", text)
    for name, code in _CODES.items():
        text = text.replace(name, code)
    return text


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a cue's pattern as a regular expression over coded text; blanks and line breaks in it mean nothing."""
    return re.compile(encode("".join(pattern.split())))


@cache
def cues(name: str) -> dict[str, Cue]:
    """Return the cues of ``kg/data/relations/NAME.yaml`` by name, in the file's order.

    Raises:
        DataError: the file is wrong; names the entry.
    """
    return {c.name: c for c in load_entries(f"relations/{name}.yaml", Cue)}


@cache
def cue(file: str, name: str) -> re.Pattern[str]:
    """Return one cue's regular expression."""
    return cues(file)[name].regex
