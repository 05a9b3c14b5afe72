"""Where digital editions put the parts of an article, and what a web page's lines say: ``kg/data/read``."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from kg.lexicon import load_entries, load_mapping
from kg.read.markup import Kind, Token

Role = Literal["content", "title", "kicker", "subtitle", "author", "caption"]
_SELECTOR = re.compile(
    r"(?P<comment><!--.+-->)|(?P<tag>[a-z][a-z0-9-]*)?(?:#(?P<id>[\w-]+)|\.(?P<class>[\w-]+)|\[(?P<prop>\w+)\])?"
)


def _closing(comment: str) -> str:
    """Return the comment that closes what a comment opened: enpcontent, /enpcontent; <npm:x>, </npm:x>."""
    return comment.replace("<", "</", 1) if "<" in comment else f"/{comment}"


class Part(BaseModel):
    """One way to mark a part of an article."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    selector: str

    @field_validator("selector")
    @classmethod
    def _readable(cls, value: str) -> str:
        if not value or not _SELECTOR.fullmatch(value):
            raise ValueError(f"{value!r} is no selector: write tag, #id, .class, [property] or <!--comment-->")
        return value

    @property
    def comment(self) -> str | None:
        """The content of the comment that opens the part; None where a tag does."""
        return self.selector[4:-3].strip() if self.selector.startswith("<!--") else None

    def opens(self, token: Token) -> bool:
        """Whether the part begins with this token."""
        if (comment := self.comment) is not None:
            return token.kind is Kind.COMMENT and token.name.strip() == comment
        if token.kind is not Kind.START:
            return False
        want = _SELECTOR.fullmatch(self.selector)
        assert want  # checked when loaded
        a = token.attributes
        return (
            (not want["tag"] or token.name == want["tag"])
            and (not want["id"] or a.get("id") == want["id"])
            and (not want["class"] or want["class"] in a.get("class", "").split())
            and (not want["prop"] or a.get("itemprop") == want["prop"])
        )

    def closes(self, token: Token) -> bool:
        """Whether a comment ends the part that a comment opened."""
        return token.kind is Kind.COMMENT and token.name.strip() == _closing(self.comment or "")


class Editions(BaseModel):
    """The ways to mark each part, the surest first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    content: tuple[Part, ...]
    title: tuple[Part, ...]
    kicker: tuple[Part, ...]
    subtitle: tuple[Part, ...]
    author: tuple[Part, ...]
    caption: tuple[Part, ...]

    @cached_property
    def marks(self) -> frozenset[str]:
        """The contents of all comments that open or close a part."""
        opening = {p.comment for p in self.content if p.comment}
        return frozenset(opening | {_closing(c) for c in opening})

    def parts(self, role: Role) -> tuple[Part, ...]:
        """Return the ways to mark one part."""
        found: tuple[Part, ...] = getattr(self, role)
        return found


class LineEntry(BaseModel):
    """A pattern of lines, addresses or names of web pages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    pattern: str
    examples: tuple[str, ...] = Field(min_length=1)
    counterexamples: tuple[str, ...] = ()


@cache
def editions() -> Editions:
    """Return ``editions.yaml``."""
    return load_mapping("read/editions.yaml", Editions)


@cache
def line_entries() -> tuple[LineEntry, ...]:
    """Return ``pages.yaml``."""
    return load_entries("read/pages.yaml", LineEntry)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of ``pages.yaml`` by its name."""
    return re.compile(next(e.pattern for e in line_entries() if e.name == name))
