"""Markup becomes a flat row of tokens, each with its place in the source. Tolerant: no page is refused.

The parsers of Python's libraries (html.parser, lxml, html5lib) do not tell where a piece of text stands in the file;
evidence has to. So tags are only cut apart here, by the rules that browsers follow for broken pages: a comment or a
tag that is never closed reaches to the end.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

_OPENING = re.compile(r"<(?:!--|[!?]|/?[a-zA-Z])")
_TAG = re.compile(r"""</?([a-zA-Z][^\s/>]*)((?:[^>"']++|"[^"]*"|'[^']*')*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_SILENT = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "textarea", "select", "option"})
"""Elements whose content no reader sees as text of the page."""


class Kind(Enum):
    """What a token is."""

    TEXT = auto()
    START = auto()
    END = auto()
    COMMENT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the source: ``source[start:end]``."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    """A tag's name in lower case; a comment's content."""
    attributes: Mapping[str, str] = field(default_factory=dict)


def tokens(source: str) -> Iterator[Token]:
    """Yield the tags, comments and pieces of text of a page, in order; what scripts and styles hold is left out."""
    at = 0
    while at < len(source):
        opening = _OPENING.search(source, at)
        upto = opening.start() if opening else len(source)
        if upto > at:
            yield Token(Kind.TEXT, at, upto)
        if not opening:
            return
        if opening[0] == "<!--":
            at = _after(source, "-->", opening.end())
            content = source[opening.end() : at - 3 if source.startswith("-->", at - 3) else at]
            yield Token(Kind.COMMENT, upto, at, content)
        elif source.startswith("<![CDATA[", upto):
            at = _after(source, "]]>", upto)
            yield Token(Kind.TEXT, upto + 9, max(upto + 9, at - 3))
        elif opening[0] in ("<!", "<?"):
            at = _after(source, ">", upto)
        else:
            token = _tag(source, upto)
            yield token
            at = token.end
            if token.kind is Kind.START and token.name in _SILENT:
                at = _end_of(source, token)


def _after(source: str, mark: str, start: int) -> int:
    found = source.find(mark, start)
    return len(source) if found < 0 else found + len(mark)


def _tag(source: str, start: int) -> Token:
    kind = Kind.END if source[start + 1] == "/" else Kind.START
    if match := _TAG.match(source, start):
        name, rest, end = match[1].lower(), match[2], match.end()
    else:  # quotation marks that do not pair
        end = _after(source, ">", start)
        name, _, rest = source[start:end].strip("</>").partition(" ")
        name = name.lower()
    attributes: dict[str, str] = {}
    if kind is Kind.START:
        for m in _ATTRIBUTE.finditer(rest):
            attributes.setdefault(m[1].lower(), html.unescape(m[2] or m[3] or m[4] or ""))
    return Token(kind, start, end, name, attributes)


def _end_of(source: str, opened: Token) -> int:
    """Return where a silent element's closing tag begins; it reaches to the end where there is none."""
    closing = re.compile(f"</{opened.name}", re.IGNORECASE).search(source, opened.end)
    return closing.start() if closing else len(source)


def characters(source: str, token: Token) -> Iterator[tuple[str, int]]:
    """Yield the characters of a piece of text, entities resolved, each with its place in the source."""
    at = token.start
    for entity in _ENTITY.finditer(source, token.start, token.end):
        yield from zip(source[at : entity.start()], range(at, entity.start()), strict=True)
        for char in html.unescape(entity[0]):
            yield char, entity.start()
        at = entity.end()
    yield from zip(source[at : token.end], range(at, token.end), strict=True)
