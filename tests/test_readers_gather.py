"""Files, folders, archives and standard input: each file once, under its own name, and none left out in silence."""

from __future__ import annotations

import gzip
import io
import os
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from synth.datatypes import Problem
from synth.errors import DataError, LimitError, SourceMissingError, UsageError
from synth.readers import read_sources
from synth.readers.containers.gather import RawSource, gather

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RIS = b"TY  - JOUR\nTI  - Title one of rooms\nER  - \n"


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of the files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def tar_gz_of(files: Mapping[str, bytes]) -> bytes:
    """Return a compressed tar archive of the files."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as archive:
        for name, data in files.items():
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
    return written.getvalue()


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files below a folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def found(*paths: Path) -> tuple[list[str], dict[str, str]]:
    """Return the names of the files that are found, and the reason for each that is skipped."""
    items = list(gather(paths))
    names = [item.name for item in items if isinstance(item, RawSource)]
    return names, {item.origin.source: item.reason for item in items if isinstance(item, Problem)}


def stdin_of(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


# --------------------------------------------------------------------------------------------------------- folders


def test_a_folder_gives_its_files_by_name(tmp_path: Path) -> None:
    """All files below a folder are found, in the order of their names, capitals first; names are paths below it."""
    write(tmp_path, {"b.ris": RIS, "a/z.ris": RIS, "a/B.ris": RIS, "é.ris": RIS, "Z.ris": RIS, "文.ris": RIS})
    assert found(tmp_path) == (["Z.ris", "a/B.ris", "a/z.ris", "b.ris", "é.ris", "文.ris"], {})


def test_what_is_no_bibliography_is_skipped_aloud(tmp_path: Path) -> None:
    """Hidden files, pictures, programs and empty files in a folder are each a problem with its reason."""
    files = {
        ".DS_Store": b"x",
        ".git/config": b"x",
        "fig.PNG": b"x",
        "run.py": b"x",
        "empty.txt": b" \n",
        "~$a.docx": b"x",
    }
    names, reasons = found(write(tmp_path, {**files, "a.ris": RIS}))
    assert names == ["a.ris"]
    assert reasons == {
        ".DS_Store": "is hidden",
        ".git": "is hidden",
        "fig.PNG": "is a picture, no bibliography",
        "run.py": "is a program, no bibliography",
        "empty.txt": "is empty",
        "~$a.docx": "is a lock file",
    }


def test_links_and_pipes_in_a_folder_are_skipped_aloud(tmp_path: Path) -> None:
    """A link is not followed, neither out of the folder nor in a circle; a pipe is not opened."""
    inner = write(tmp_path / "in", {"a.ris": RIS})
    write(tmp_path / "out", {"b.ris": RIS})
    (inner / "link.ris").symlink_to(tmp_path / "out" / "b.ris")
    (inner / "circle").symlink_to(inner, target_is_directory=True)
    os.mkfifo(inner / "pipe")
    names, reasons = found(inner)
    assert names == ["a.ris"]
    assert set(reasons) == {"link.ris", "circle", "pipe"}
    assert reasons["pipe"] == "is no regular file"


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    """A folder without files is a problem beside other sources, and an error alone."""
    (tmp_path / "none").mkdir()
    (tmp_path / "a.ris").write_bytes(RIS)
    assert found(tmp_path / "a.ris", tmp_path / "none") == (["a.ris"], {"none": "holds no file"})
    with pytest.raises(DataError, match="none"):
        read_sources([tmp_path / "none"])


def test_a_large_file_in_a_folder_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is an error for a file that is named itself, and a problem for one in a folder."""
    monkeypatch.setattr("synth.readers.containers.gather.MAX_BYTES", 1_000_000)
    write(tmp_path, {"large.ris": RIS * 30_000, "small.ris": RIS})
    assert found(tmp_path) == (["small.ris"], {"large.ris": "is larger than 1 MB"})
    with pytest.raises(LimitError):
        found(tmp_path / "large.ris")


def test_a_deep_folder_is_read(tmp_path: Path) -> None:
    """Folders in folders are read to any depth that a file system has."""
    deep = tmp_path.joinpath(*["d"] * 600)
    deep.mkdir(parents=True)
    (deep / "a.ris").write_bytes(RIS)
    assert found(tmp_path)[0] == ["d/" * 600 + "a.ris"]


# ---------------------------------------------------------------------------------------------------- files and names


def test_a_file_that_is_named_itself_must_be_readable(tmp_path: Path) -> None:
    """A missing file, a pipe and an empty file that the user names are errors."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty.txt").write_bytes(b"\xef\xbb\xbf\n")
    for name, error in (("missing", SourceMissingError), ("pipe", SourceMissingError), ("empty.txt", DataError)):
        with pytest.raises(error, match=name):
            found(tmp_path / name)


def test_a_link_that_is_named_itself_is_followed(tmp_path: Path) -> None:
    """The user may name a link."""
    (tmp_path / "a.ris").write_bytes(RIS)
    (tmp_path / "link.ris").symlink_to(tmp_path / "a.ris")
    assert found(tmp_path / "link.ris") == (["link.ris"], {})


def test_equal_names_are_told_apart(tmp_path: Path) -> None:
    """Two files of one name, in two folders or archives, have names of their own."""
    write(tmp_path, {"one/list.ris": RIS, "two/list.ris": RIS, "list (2).ris": RIS})
    write(tmp_path, {"one/r.zip": zip_of({"a.ris": RIS}), "two/r.zip": zip_of({"a.ris": RIS})})
    paths = [tmp_path / "one" / "list.ris", tmp_path / "list (2).ris", tmp_path / "two" / "list.ris"]
    assert found(*paths)[0] == ["list.ris", "list (2).ris", "list (3).ris"]
    assert found(tmp_path / "one" / "r.zip", tmp_path / "two" / "r.zip")[0] == ["r.zip/a.ris", "r (2).zip/a.ris"]


def test_a_name_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    """A file name in an old encoding gives a name that is text."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xce\xc4.ris"))
    path.write_bytes(RIS)
    (name,) = found(path)[0]
    assert name.encode() == b"??.ris"


# -------------------------------------------------------------------------------------------------------- archives


@pytest.mark.parametrize("pack", [zip_of, tar_gz_of])
def test_an_archive_gives_its_files(tmp_path: Path, pack: type) -> None:
    """The name of a file in an archive is its path below it, and leads nowhere else."""
    files = {"sub/a.ris": RIS, "../b.ris": RIS, "__MACOSX/x": b"x", "__MACOSX/y": b"y", "p.jpg": b"x", "e.txt": b""}
    (tmp_path / "refs.data").write_bytes(pack(files))
    names, reasons = found(tmp_path / "refs.data")
    assert names == ["refs.data/sub/a.ris", "refs.data/b.ris"]
    assert reasons == {
        "refs.data/__MACOSX": "is hidden",
        "refs.data/p.jpg": "is a picture, no bibliography",
        "refs.data/e.txt": "is empty",
    }


def test_an_archive_in_a_folder_and_in_an_archive_is_unpacked(tmp_path: Path) -> None:
    """Archives are unpacked wherever they are, to a depth of two; one deeper is named."""
    third = zip_of({"c.ris": RIS})
    second = tar_gz_of({"b.ris": RIS, "third.zip": third})
    write(tmp_path, {"sub/first.zip": zip_of({"a.ris": RIS, "second.tgz": second, "d.ris.gz": gzip.compress(RIS)})})
    names, reasons = found(tmp_path)
    assert names == ["sub/first.zip/a.ris", "sub/first.zip/second.tgz/b.ris", "sub/first.zip/d.ris.gz"]
    assert list(reasons) == ["sub/first.zip/second.tgz/third.zip"]
    assert "unpack it first" in reasons["sub/first.zip/second.tgz/third.zip"]


def test_a_compressed_file_keeps_its_name(tmp_path: Path) -> None:
    """A single compressed file goes by the name of its archive, which is its content's."""
    (tmp_path / "refs.ris.gz").write_bytes(gzip.compress(RIS))
    library = list(gather([tmp_path / "refs.ris.gz"]))
    assert library == [RawSource(name="refs.ris.gz", data=RIS)]


def test_a_document_is_no_archive(tmp_path: Path) -> None:
    """A DOCX or XLSX is one source, alone and inside an archive."""
    docx = zip_of({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    xlsx = zip_of({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    write(tmp_path, {"a.docx": docx, "all.zip": zip_of({"b.xlsx": xlsx})})
    assert found(tmp_path)[0] == ["a.docx", "all.zip/b.xlsx"]


@pytest.mark.parametrize("cut", [20, 60, 120])
def test_a_cut_off_archive_gives_what_is_whole(tmp_path: Path, cut: int) -> None:
    """The files before the fault are read, and the archive is named once."""
    (tmp_path / "refs.zip").write_bytes(zip_of({"a.ris": RIS, "b.ris": RIS})[:-cut])
    names, reasons = found(tmp_path / "refs.zip")
    assert names[0] == "refs.zip/a.ris"
    assert list(reasons) == ["refs.zip"]


def test_an_archive_without_files_is_an_error_alone(tmp_path: Path) -> None:
    """An archive in which nothing can be read is refused by name, with the first reason."""
    (tmp_path / "refs.zip").write_bytes(zip_of({}))
    with pytest.raises(DataError, match=r"refs\.zip holds no file"):
        read_sources([tmp_path / "refs.zip"])


def test_one_file_is_held_at_a_time(tmp_path: Path) -> None:
    """The files come one by one: the first is there before the second is read."""
    write(tmp_path, {"a.ris": RIS, "b.ris": RIS})
    files = gather([tmp_path / "a.ris", tmp_path / "b.ris"])
    assert isinstance(next(files), RawSource)
    (tmp_path / "b.ris").unlink()
    with pytest.raises(SourceMissingError):
        next(files)


# --------------------------------------------------------------------------------------------------- standard input


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """``-`` stands for standard input, among other paths; an archive may come that way too."""
    (tmp_path / "a.ris").write_bytes(RIS)
    stdin_of(monkeypatch, RIS)
    assert found(tmp_path / "a.ris", Path("-"))[0] == ["a.ris", "standard input"]
    stdin_of(monkeypatch, zip_of({"b.ris": RIS}))
    assert found(Path("-"))[0] == ["standard input/b.ris"]


@pytest.mark.parametrize(
    ("paths", "data", "error"),
    [(["-", "-"], RIS, UsageError), (["-"], b" \n", DataError), (["-"], RIS * 30_000, LimitError)],
)
def test_standard_input_is_read_once(
    monkeypatch: pytest.MonkeyPatch, paths: Sequence[str], data: bytes, error: type[Exception]
) -> None:
    """Standard input twice, empty, or beyond the limit is an error."""
    monkeypatch.setattr("synth.readers.containers.gather.MAX_BYTES", 1_000_000)
    stdin_of(monkeypatch, data)
    with pytest.raises(error):
        found(*map(Path, paths))
