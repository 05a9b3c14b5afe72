"""The group of commands: each is imported when it is called, and every error becomes one line."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from kg import __version__
from kg.errors import KGError, ParameterError, QueryError, UnknownQueryError

COMMANDS = ("load", "extract", "query", "cypher", "show", "review", "unload", "stats", "export", "browser", "evaluate")
WRONG_USAGE = (QueryError, UnknownQueryError, ParameterError)


class Failed(click.ClickException):
    """An error as the user sees it: one line that begins with the command."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(" ".join(message.split()))
        self.__dict__["exit_code"] = exit_code  # click declares it for the class, and reads it from the instance

    def show(self, file: Any = None) -> None:
        """Print the line on stderr."""
        click.echo(f"kg: {self.format_message()}", err=True, file=file)


class Commands(click.Group):
    """Looks a command up in the module of its name, so that ``kg --help`` need not load spaCy."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kg.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error is one line on stderr, its traceback only with ``--debug``."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KGError as e:
            if ctx.params.get("debug"):
                raise
            raise Failed(str(e), 2 if isinstance(e, WRONG_USAGE) else 1) from e
        except Exception as e:
            if ctx.params.get("debug"):
                raise
            what = f"{type(e).__name__}: {e}" if str(e) else type(e).__name__
            advice = (
                "this is a fault of the program: please report it with what the same command prints after kg --debug"
            )
            raise Failed(f"{what}; {advice}", 1) from e


def _speak_utf8() -> None:
    """Read and print Chinese whatever the locale; undecodable bytes of file names come out escaped, as JSON allows."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def main(ctx: click.Context, debug: bool) -> None:
    """Read Chinese labour-union newspapers into a graph of visits, meetings and posts, and ask it.

    Begin with: kg load PAGE.txt, then kg query, then kg show NAME.
    """
    _speak_utf8()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
