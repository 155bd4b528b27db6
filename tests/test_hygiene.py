"""What must not stand in any file, and what must stand beside each."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "synth"
MODULES = sorted(SOURCE.rglob("*.py"))
LOCKS = sorted(ROOT.glob("requirements*.lock"))

UNSAFE_MODULES = {"dill", "joblib", "marshal", "pickle", "shelve"}
UNSAFE_CALLS = {"eval", "exec", "os.system", "yaml.load"}
UNSAFE_OPTIONS = {"shell", "allow_pickle"}
SPEAKING_CALLS = {"print", "exit", "quit", "sys.exit", "os._exit", "click.echo", "click.secho"}
# Spelt with a class of one letter, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:wor[k]|roo[t]|hom[e]|User[s])/\w")
INDEX = re.compile(r"index-ur[l]|find-link[s]|https?://[^\s\"]*/simpl[e]|files\.pythonhoste[d]", re.IGNORECASE)

# Tested through something else, which is named.
TESTED_ELSEWHERE = {
    "__init__": "holds the version only; tests/test_cli.py prints it",
    "__main__": "one call; tests/test_cli.py starts it",
    "datatypes": "every stage's tests make and compare them",
    "errors": "tests/test_endings.py checks each",
}


def tracked_files() -> list[Path]:
    """Return the files under version control, or all visible ones where there is no repository."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        names = subprocess.run(  # noqa: S603 - git itself, told to list
            [git, "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
        ).stdout
        return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]
    return [path for path in ROOT.rglob("*") if path.is_file() and not re.search(r"/\.|\.egg-info", str(path))]


def text_of(path: Path) -> str:
    """Return a file's text; test data may hold any bytes."""
    return path.read_text(encoding="utf-8", errors="replace")


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of a module with the name of what is called, as written."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the top-level name of every import of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_module_can_run_a_strangers_file(path: Path) -> None:
    """Nothing that loads code from data, and no shell."""
    tree = ast.parse(text_of(path))
    options = {keyword.arg for _, call in calls(tree) for keyword in call.keywords if keyword.arg in UNSAFE_OPTIONS}
    assert options == set()
    assert {name for name, _ in calls(tree)} & UNSAFE_CALLS == set()
    assert set(imports(tree)) & UNSAFE_MODULES == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    """Printing and leaving are the business of the command line alone."""
    said = {name for name, _ in calls(ast.parse(text_of(path)))} & SPEAKING_CALLS
    assert said == set() or path.relative_to(SOURCE).as_posix() in {"cli.py", "__main__.py"}


def test_no_file_names_a_machine_or_an_index() -> None:
    """No absolute path of anyone's machine and no address of a package index in any tracked file."""
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked_files()
        for pattern in (MACHINE_PATH, INDEX)
        for match in pattern.finditer(text_of(path))
    ]
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_pin_has_a_hash(path: Path) -> None:
    """Each line of a lock pins one version and has at least one SHA-256."""
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text_of(path), flags=re.MULTILINE).strip())
    hashed = re.compile(r"[\w.-]+==\S+.*--hash=sha256:[0-9a-f]{64}", re.DOTALL)
    assert entries
    assert [entry for entry in entries if not hashed.match(entry)] == []


def test_the_locks_agree() -> None:
    """A package that several locks pin has one version."""
    pins: dict[str, set[str]] = {}
    for path in LOCKS:
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", text_of(path), re.MULTILINE):
            pins.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in pins.items() if len(versions) > 1} == {}


def test_every_module_has_its_tests() -> None:
    """Each module, or the package it stands in, has a test file of its name, or a reason why not."""
    names = " ".join(path.stem for path in (ROOT / "tests").rglob("test_*.py"))
    rooms = {path.relative_to(SOURCE).parts[0].removesuffix(".py") for path in MODULES}
    untested = [room for room in sorted(rooms - TESTED_ELSEWHERE.keys()) if f"test_{room}" not in names]
    assert untested == [], ", ".join(untested)


def test_no_rule_is_switched_off_without_a_reason() -> None:
    """Every ``noqa`` says which rule and why, every ``type: ignore`` which code."""
    bare = re.compile(r"# noqa(?!: [A-Z0-9, ]+ - \w)|# type: ignore(?!\[[a-z, -]+\])")
    files = [path for path in tracked_files() if path.suffix == ".py" and path != Path(__file__)]
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in files
        for line in text_of(path).splitlines()
        if bare.search(line)
    ]
    assert found == [], "\n".join(found)
