"""The command line: each command parses, calls one function of the library, and prints."""

from importlib import import_module

import click

from dechaff.cli.output import guarded, stop_when_told
from dechaff.version import VERSION

COMMANDS = ("clean", "why", "explain", "restore", "report", "rules", "names")


class _Commands(click.Group):
    """Loads a command when it is asked for, and turns errors into a sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"dechaff.cli.{cmd_name}"), "command", None)
        return command if isinstance(command, click.Command) else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with guarded():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> None:
        with guarded():
            stop_when_told()
            super().invoke(ctx)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="dechaff")
def main() -> None:
    """Take the chaff out of text that was scraped from the web, and keep it beside the grain.

    Exit code: 0 done, 1 found something, 2 could not.
    """
