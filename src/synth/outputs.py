"""Run folders: written whole or not at all.

The files are written into a hidden folder beside the place they go to, flushed to the disk, and that folder is renamed.
Whatever stops the process in between leaves the earlier run as it was; what is left over goes with the next run.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from synth.checking import check_claims
from synth.citations import make_bibliography
from synth.errors import OutputError
from synth.render.bibtex import render_bibtex
from synth.render.data import claims_json, coverage_json, manifest_json, themes_json
from synth.render.exports import export_files
from synth.render.markdown import render_coverage, render_outline, render_synthesis
from synth.render.merges import merges_csv
from synth.render.report import render_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from synth.datatypes import Result

_MANIFEST = "manifest.json"
# Most file systems hold 255 bytes; the hidden folders add a process id and a suffix.
_NAME_BYTES = 200
_FORBIDDEN = re.compile(r'[\x00-\x20\x7f-\x9f/\\:*?"<>|\ud800-\udfff]+')
# Names that Windows keeps for devices, whatever their suffix.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_TEMPORARY = re.compile(r"\.(?P<name>.+)\.(?P<pid>\d+)\.synth-(?P<kind>new|old)", re.DOTALL)
_REMEDIES = {
    errno.EACCES: "Give yourself the right to write there or choose another folder with -o",
    errno.EPERM: "Give yourself the right to write there or choose another folder with -o",
    errno.EROFS: "The disk cannot be written: choose another folder with -o",
    errno.ENOSPC: "Make room on the disk or choose another folder with -o",
    errno.EDQUOT: "Make room on the disk or choose another folder with -o",
    errno.ENOTDIR: "A file stands where a folder is needed: choose another folder with -o",
    errno.EEXIST: "A file stands where a folder is needed: choose another folder with -o",
    errno.ENAMETOOLONG: "Choose a folder with a shorter path with -o",
}


def write_run(result: Result, folder: Path) -> Path:
    """Write a run folder and return its path.

    Parameters
    ----------
    result
        The whole answer of a run; ``result.name`` names the run folder.
    folder
        The folder that receives it; made where it does not exist. An earlier run of the same name is replaced.

    Raises
    ------
    OutputError
        If the run folder cannot be written, or its place is taken by something that is no run folder.
    SynthError
        If a sentence is not what :func:`synth.checking.check_claims` asks of it.
    """
    check_claims(result)
    files = _files(result)
    name = safe_name(result.name)
    target = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder, name)
        _refuse_foreign(target)
        _publish(files, folder, name)
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "Choose another folder with -o")
        reason = error.strerror or type(error).__name__
        raise OutputError(f"The results cannot be written: {reason}", where=str(target), fix=remedy) from error
    return target


def safe_name(name: str) -> str:
    """Return a name that is one folder on every system: no separator, no device, not hidden, not too long.

    Parameters
    ----------
    name
        The name of a corpus.
    """
    name = _FORBIDDEN.sub("-", name).strip(". -")
    name = name.encode()[:_NAME_BYTES].decode(errors="ignore").rstrip(". -")
    return f"corpus-{name}" if _RESERVED.fullmatch(name) else name or "corpus"


def _files(result: Result) -> dict[str, bytes]:
    """Return the content of every file of the run folder by its name, the manifest last."""
    bibliography = make_bibliography(result.corpus.records, result.config.style, result.synthesis.language)
    texts = {
        "synthesis.md": render_synthesis(result.synthesis, bibliography),
        "outline.md": render_outline(result.synthesis, bibliography),
        "coverage.md": render_coverage(result),
        "report.html": render_report(result, bibliography),
        "coverage.json": coverage_json(result),
        "themes.json": themes_json(result),
        "claims.json": claims_json(result, bibliography),
        "references.bib": render_bibtex(result.corpus.records),
        "duplicates.csv": merges_csv(result.corpus, result.synthesis.language),
        **{f"{figure.name}.svg": figure.svg for figure in result.figures},
    }
    files = {name: text.encode() for name, text in texts.items()} | export_files(result, bibliography)
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return {**files, _MANIFEST: manifest_json(result, sums, _framework_sum(result.config.framework)).encode()}


def _framework_sum(framework: str) -> str:
    """Return the SHA-256 of a framework file; empty for a word or a file that is gone since it was read."""
    if framework in {"abstract", "none"}:
        return ""
    with contextlib.suppress(OSError):
        return hashlib.sha256(Path(framework).read_bytes()).hexdigest()
    return ""


def _refuse_foreign(target: Path) -> None:
    """Raise unless the target is free, empty, or a run folder."""
    is_folder = target.is_dir() and not target.is_symlink()
    ours = is_folder and ((target / _MANIFEST).is_file() or not any(target.iterdir()))
    if not ours and (target.exists() or target.is_symlink()):
        raise OutputError(
            "There is something here that synth has not written, and it will not be replaced",
            where=str(target),
            fix="Move it away or choose another folder with -o",
        )


def _publish(files: Mapping[str, bytes], folder: Path, name: str) -> None:
    """Write the files into a hidden folder, then let it take the place of the run folder."""
    target = folder / name
    fresh, earlier = (folder / f".{name}.{os.getpid()}.synth-{kind}" for kind in ("new", "old"))
    try:
        fresh.mkdir()
        for file_name, content in files.items():
            _write(fresh / file_name, content)
        _flush(fresh)
        if target.exists():
            target.rename(earlier)
        fresh.rename(target)
        _flush(folder)
    except BaseException:
        # Ctrl-C as well as a full disk: the earlier run comes back, nothing of this one stays.
        if earlier.exists() and not target.exists():
            earlier.rename(target)
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    finally:
        if target.exists():
            shutil.rmtree(earlier, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """Flush a folder's own entries to the disk, where the system can; the files in it are flushed already."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(folder: Path, name: str) -> None:
    """Clear up after processes that were killed: bring back what they had set aside, remove what they had begun."""
    for path, run, kind in sorted(_left_behind(folder, name)):
        if kind == "old" and not (folder / run).exists():
            path.rename(folder / run)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _left_behind(folder: Path, name: str) -> Iterator[tuple[Path, str, str]]:
    """Yield the hidden folders of processes that are gone: path, run name, kind."""
    for path in folder.iterdir():
        match = _TEMPORARY.fullmatch(path.name)
        if not match or path.is_symlink() or not path.is_dir():
            continue
        # This process writes a run of one name once at a time: a folder of that name is a namesake's, long gone.
        namesake = int(match["pid"]) == os.getpid() and match["name"] == name
        if namesake or not _is_running(int(match["pid"])):
            yield path, match["name"], match["kind"]


def _is_running(pid: int) -> bool:
    """Return whether a process is running; where the system cannot say, it is."""
    if os.name != "posix":
        # os.kill would end the process there.
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
