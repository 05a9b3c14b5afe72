"""Options that several commands share, and what they make of their values."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from kg.settings import store_url
from kg.types import Masthead

F = TypeVar("F", bound=Callable[..., Any])


class IsoDate(click.ParamType[date]):
    """A day as 2022-03-04."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; wrong usage where the text is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day of the calendar; write it as 2022-03-04", param, ctx)


class Text(click.ParamType[str]):
    """A text that is not blank."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text without outer blanks; wrong usage where nothing is left."""
        text = str(value).strip()
        if any("\ud800" <= c <= "\udfff" for c in text):
            self.fail("is not text in UTF-8", param, ctx)
        return text or self.fail("must not be blank", param, ctx)


def at_terminal() -> bool:
    """Say whether somebody sits there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _with_password(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Ask for a server's password, without echo, where the environment has none and somebody can be asked."""
    url = store_url(value)
    server = re.match(r"(neo4j|bolt)(\+s|\+ssc)?://[^@]*$", url, re.IGNORECASE)
    if server and PASSWORD not in os.environ and at_terminal():
        user = os.environ.get("NEO4J_USERNAME") or "neo4j"
        asked = f"Password of {user} at {url}"
        os.environ[PASSWORD] = click.prompt(asked, default="", show_default=False, hide_input=True, err=True)
    return value


PASSWORD = "NEO4J_PASSWORD"

store = click.option(
    "--store",
    "store_url",
    type=Text(),
    metavar="URL",
    callback=_with_password,
    help="Graph to use: a file, or neo4j://…, bolt://…  [default: $KG_STORE, else union-news.kgl]",
)


def output_format(default: str, *more: str) -> Callable[[F], F]:
    """Return the option ``--format`` with this default."""
    choice = click.Choice(["table", "json", "csv", *more])
    return click.option("--format", "form", type=choice, default=default, show_default=True, help="Form of the output.")


def reading(command: F) -> F:
    """Add what every command that reads newspapers takes."""
    for option in reversed(
        (
            click.argument("paths", nargs=-1, required=True, type=click.Path(), metavar="PATH…"),
            click.option("--newspaper", type=Text(), metavar="NAME", help="Newspaper, before what the page says."),
            click.option("--date", "day", type=IsoDate(), metavar="ISO", help="Day of the issue, as 2022-03-04."),
            click.option("--home", type=Text(), metavar="PLACE", help="The paper's province or city; 全国 for all."),
            click.option("--article", is_flag=True, help="Text files hold one clean article each, not a page."),
            click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Processes to use."),
            click.option(
                "--report", type=click.Path(dir_okay=False), metavar="FILE", help="Write what was left out, and why."
            ),
        )
    ):
        command = option(command)
    return command


def overrides(newspaper: str | None, day: date | None, home: str | None) -> Masthead:
    """Return the facts that the options state."""
    return Masthead(newspaper=newspaper, date=day, home=home)
