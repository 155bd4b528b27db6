"""Write the pages of docs/reference that follow from the code: ``make docs``."""

from __future__ import annotations

from pathlib import Path

import click

from synth.cli import cli
from synth.endings import EXIT_CODES

REFERENCE = Path(__file__).resolve().parent / "reference"
_COLUMNS = 100
_NOTE = "<!-- Written by `make docs`; a test checks that it is current. -->"


def cli_page() -> str:
    """Return the help of every command."""
    top = click.Context(cli, info_name="synth", terminal_width=_COLUMNS, **cli.context_settings)
    parts = ["# Commands", _NOTE, _about(), "## synth", _help(top)]
    for name, command in sorted(cli.commands.items()):
        below = click.Context(command, info_name=name, parent=top)
        parts += [f"## {below.command_path}", _help(below)]
    return "\n\n".join(parts) + "\n"


def _about() -> str:
    return (
        "Results go to standard output, everything else to standard error. What a command ends with: "
        "[exit codes](exit-codes.md). What a run folder holds: [outputs](outputs.md)."
    )


def _help(context: click.Context) -> str:
    return f"```text\n{context.get_help().rstrip()}\n```"


def exit_codes_page() -> str:
    """Return the table of exit codes."""
    rows = [f"| {code} | {name} | {meaning} |" for code, (name, meaning) in EXIT_CODES.items()]
    text = (
        "Codes are added, never given another meaning. An error is one line on standard error: `synth: error: ` and "
        "what is wrong, where, and how to fix it. A batch ends with 3 where some corpora failed, and with the first "
        "failure's own code where all did."
    )
    return (
        "\n\n".join(["# Exit codes", _NOTE, text, "\n".join(["| code | name | when |", "|---|---|---|", *rows])]) + "\n"
    )


PAGES = {"cli.md": cli_page, "exit-codes.md": exit_codes_page}


def main() -> None:
    """Write the pages."""
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
