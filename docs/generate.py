"""Write what follows from the code: pages of docs/reference, the README's excerpt and figures: ``make docs``."""

from __future__ import annotations

import re
from pathlib import Path

import click

from synth.citations import make_bibliography
from synth.cli import cli
from synth.datatypes import Config, Result
from synth.endings import EXIT_CODES
from synth.pipeline import run
from synth.render.markdown import render_synthesis

_ROOT = Path(__file__).resolve().parent.parent
README = _ROOT / "README.md"
REFERENCE = _ROOT / "docs" / "reference"
IMAGES = _ROOT / "docs" / "images"
_SAMPLE = _ROOT / "data" / "samples" / "new-quality-productive-forces.txt"
_FIGURE = "coverage-matrix"
_EXCERPT = re.compile(r"(<!-- excerpt: [^>]*-->).*?(<!-- end of excerpt -->)", re.DOTALL)
_FIRST_THEME = re.compile(r"^### (1\. .*?)\n\n(.*?)\n\n", re.DOTALL | re.MULTILINE)
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


def readme(text: str, result: Result) -> str:
    """Return the README's text with the beginning of a real synthesis between its two marks."""
    bibliography = make_bibliography(result.corpus.records, result.config.style, result.synthesis.language)
    synthesis = render_synthesis(result.synthesis, bibliography)
    glance, theme = re.search(r"## At a glance\n\n(.*?)\n\n##", synthesis, re.DOTALL), _FIRST_THEME.search(synthesis)
    if glance is None or theme is None:
        raise ValueError("the sample's synthesis has no overview or no theme")
    shown = [f"**{result.synthesis.title}**", glance[1], f"**{theme[1]}**", theme[2]]
    quoted = "\n>\n".join("\n".join(f"> {line}" for line in part.splitlines()) for part in shown)
    figure = next(figure for figure in result.figures if figure.name == _FIGURE)
    picture = f"![{figure.alt}](docs/images/{_FIGURE}.svg)\n\n*{figure.caption}*"
    return _EXCERPT.sub(lambda marks: f"{marks[1]}\n{quoted}\n\n{picture}\n{marks[2]}", text)


def sample() -> Result:
    """Return what a run on the sample page finds."""
    return run([_SAMPLE], Config(), name=_SAMPLE.stem)


PAGES = {"cli.md": cli_page, "exit-codes.md": exit_codes_page}


def main() -> None:
    """Write the pages, the README's excerpt and its figure."""
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8", newline="\n")
    result = sample()
    README.write_text(readme(README.read_text(encoding="utf-8"), result), encoding="utf-8", newline="\n")
    for figure in result.figures:
        (IMAGES / f"{figure.name}.svg").write_text(figure.svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
