"""Archives: every form, every limit, every fault; what can be read is read, and what cannot is named."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synth.readers.containers.archive import HEAD, archive_form, unpack
from synth.readers.containers.limits import Budget, Fault, Member, clean_name
from synth.readers.containers.zipped import document_kind, zip_names

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = {"a.ris": b"first", "sub/b.bib": b"second " * 50, "sub/c.txt": b"third"}
PACKERS: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


def zip_of(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP archive of the files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def tar_of(files: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    """Return a tar archive of the files."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=form) as archive:
        for name, data in files.items():
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
    return written.getvalue()


def found(data: bytes, budget: Budget | None = None, passed_over: str = "") -> tuple[dict[str, bytes], list[Fault]]:
    """Unpack an archive and return its files and its faults."""
    form = archive_form(data[:HEAD])
    assert form
    found = list(
        unpack(io.BytesIO(data), form, budget or Budget(), lambda name: passed_over if name == passed_over else "")
    )
    files = {item.name: item.data for item in found if isinstance(item, Member)}
    return files, [item for item in found if isinstance(item, Fault)]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_gives_its_files(method: int) -> None:
    """Each file comes out as it went in, in the archive's order, however it is compressed."""
    assert found(zip_of(FILES, method)) == (FILES, [])


@pytest.mark.parametrize("packer", ["", *PACKERS])
@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_tar_gives_its_files(packer: str, form: int) -> None:
    """A tar archive gives its files, compressed or not, in each dialect."""
    data = tar_of(FILES, form)
    assert found(PACKERS[packer](data) if packer else data) == (FILES, [])


@pytest.mark.parametrize("packer", PACKERS)
def test_a_compressed_file_gives_its_content(packer: str) -> None:
    """A single compressed file has no name of its own."""
    assert found(PACKERS[packer](b"first")) == ({"": b"first"}, [])
    assert found(PACKERS[packer](b"")) == ({"": b""}, [])


def test_joined_gzip_files_are_read_to_the_end() -> None:
    """Two gzip files, one after the other, are one file."""
    assert found(gzip.compress(b"first ") + gzip.compress(b"second"))[0] == {"": b"first second"}


def test_text_is_no_archive() -> None:
    """A text is not taken for an archive, nor are NULs."""
    assert archive_form(b"TY  - JOUR\n" * 60) is None
    assert archive_form(b"\0" * HEAD) is None
    assert archive_form(b"") is None


# ---------------------------------------------------------------------------------------------------------- faults


@pytest.mark.parametrize("cut", [1, 10, 60, 300])
def test_a_zip_that_is_cut_off_gives_the_files_before_the_cut(cut: int) -> None:
    """Without the directory at the end, the headers before each file lead through the archive."""
    data = zip_of(FILES)
    files, faults = found(data[: data.index(b"sub/c.txt") - 30])
    assert files == {"a.ris": b"first", "sub/b.bib": b"second " * 50}
    assert [fault.reason for fault in faults] == ["is cut off or damaged; the files after sub/b.bib are not read"]
    files, faults = found(data[:-cut])
    assert files.items() <= FILES.items()
    assert len(faults) == 1


def test_a_streamed_zip_that_is_cut_off_gives_the_files_before_the_cut() -> None:
    """The same for an archive that was written to a pipe, whose headers do not say how long each file is."""
    written = io.BytesIO()
    written.seekable = lambda: False  # type: ignore[method-assign]  # as a pipe says
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in FILES.items():
            archive.writestr(name, data)
    data = written.getvalue()
    files, faults = found(data[: data.index(b"PK\x01\x02")])
    assert files == FILES
    assert [fault.reason for fault in faults] == ["is cut off or damaged; the files after sub/c.txt are not read"]


def test_a_tar_that_is_cut_off_gives_the_files_before_the_cut() -> None:
    """A tar archive that ends inside a file, or has no end mark, gives what stands before and says so."""
    data = tar_of(FILES, tarfile.USTAR_FORMAT)
    third = data.index(b"third")
    for end, last in ((third + 2, "sub/b.bib"), (third - 100, "sub/b.bib"), (third + 512, "sub/c.txt")):
        files, faults = found(data[:end])
        assert list(files) == list(FILES)[: 2 + (last == "sub/c.txt")]
        assert [fault.reason for fault in faults] == [f"is cut off or damaged; the files after {last} are not read"]


def test_a_damaged_header_does_not_end_a_tar_quietly() -> None:
    """A header whose checksum is wrong is a fault, not the end of the archive."""
    data = bytearray(tar_of(FILES, tarfile.USTAR_FORMAT))
    data[data.index(b"sub/c.txt")] ^= 1
    files, faults = found(bytes(data))
    assert list(files) == ["a.ris", "sub/b.bib"]
    assert len(faults) == 1


@pytest.mark.parametrize("packer", PACKERS)
def test_a_compressed_file_that_is_cut_off_gives_what_stands_before(packer: str) -> None:
    """The part that can be unpacked is read, and one fault says that it is not all."""
    text = "".join(f"[{n}] Author A. Title {n * n}.\n" for n in range(60_000)).encode()
    data = PACKERS[packer](text)
    files, faults = found(data[: len(data) - 20])
    assert text.startswith(files[""])
    assert files[""]
    assert [fault.reason for fault in faults] == ["is cut off or damaged; what stands before that is read"]


def test_a_damaged_file_harms_no_other() -> None:
    """A file whose checksum is wrong is a fault; those around it are read."""
    data = bytearray(zip_of(FILES, zipfile.ZIP_STORED))
    data[data.index(b"second")] ^= 1
    files, faults = found(bytes(data))
    assert list(files) == ["a.ris", "sub/c.txt"]
    assert faults == [Fault(name="sub/b.bib", reason="is damaged")]


def test_a_lying_size_harms_no_other() -> None:
    """A size in the directory that is not that of the file is found out."""
    data = bytearray(zip_of(FILES))
    place = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    struct.pack_into("<I", data, place + 24, 3)
    files, faults = found(bytes(data))
    assert list(files) == ["a.ris", "sub/c.txt"]
    assert [fault.name for fault in faults] == ["sub/b.bib"]


def test_an_encrypted_file_is_named() -> None:
    """A file with a password is a fault that says so; the others are read."""
    data = bytearray(zip_of(FILES))
    place = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[place + 8] |= 1
    files, faults = found(bytes(data))
    assert list(files) == ["a.ris", "sub/c.txt"]
    assert "encrypted" in faults[0].reason


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", b"PK\x03\x04" + b"\xff" * 100, b"\x1f\x8b\x08\x00junk" * 9, b"BZh9junk"]
)
def test_a_mere_beginning_is_one_fault(data: bytes) -> None:
    """What only begins like an archive gives no file and one fault."""
    files, faults = found(data)
    assert files == {}
    assert len(faults) == 1


@settings(max_examples=150, deadline=None)
@given(data=st.data(), packer=st.sampled_from(["zip", "tar", "gz", "bz2", "xz"]))
def test_no_bytes_give_another_error(data: st.DataObject, packer: str) -> None:
    """Whatever is changed in an archive or cut off it, files and faults come out, never an exception."""
    whole = (
        {"zip": zip_of, "tar": tar_of}[packer](FILES) if packer in {"zip", "tar"} else PACKERS[packer](tar_of(FILES))
    )
    broken = bytearray(whole[: data.draw(st.integers(HEAD, max(HEAD, len(whole))))])
    for place in data.draw(st.lists(st.integers(8, len(broken) - 1), max_size=4)):
        broken[place] = data.draw(st.integers(0, 255))
    if archive_form(bytes(broken[:HEAD])):
        files, faults = found(bytes(broken))
        assert files or faults


# ---------------------------------------------------------------------------------------------------------- limits


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_more_files_than_the_limit_are_not_read(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    """The files up to the limit are read, and one fault names the rest."""
    files, faults = found(pack(FILES), Budget(members=2))
    assert list(files) == ["a.ris", "sub/b.bib"]
    assert [fault.reason for fault in faults] == ["holds too many files; those after sub/b.bib are not read"]


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_a_file_beyond_the_limit_is_left_out(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    """A file that is too large is a fault; the others are read."""
    files, faults = found(pack(FILES), Budget(member=100))
    assert list(files) == ["a.ris", "sub/c.txt"]
    assert [fault.name for fault in faults] == ["sub/b.bib"]


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_an_archive_beyond_the_limit_is_read_up_to_it(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    """What is unpacked counts together, over all files."""
    files, faults = found(pack(FILES), Budget(total=100))
    assert list(files) == ["a.ris"]
    assert [fault.name for fault in faults] == [""]
    assert "after a.ris" in faults[0].reason


BOMB = bytes(30_000_000)


@pytest.mark.parametrize("data", [zip_of({"z.txt": BOMB, "a.txt": b"a"}), gzip.compress(BOMB), bz2.compress(BOMB)])
def test_a_bomb_is_stopped(data: bytes) -> None:
    """What unpacks to hundreds of times its size is left out; a good file beside it is read."""
    files, faults = found(data)
    assert list(files) in ([], ["a.txt"])
    assert len(faults) == 1
    assert "more than 200 times its size" in faults[0].reason


def test_a_bomb_in_a_compressed_tar_is_stopped() -> None:
    """The ratio of a compressed tar is that of the whole."""
    files, faults = found(gzip.compress(tar_of({"a.txt": b"a", "z.txt": BOMB})))
    assert files == {"a.txt": b"a"}
    assert "200 times" in faults[0].reason


def test_a_bomb_with_a_lying_size_is_stopped() -> None:
    """A file that states to be small is not inflated beyond what it states."""
    data = bytearray(zip_of({"z.txt": BOMB}))
    struct.pack_into("<I", data, data.index(b"PK\x01\x02") + 24, 10)
    files, faults = found(bytes(data))
    assert files == {}
    assert len(faults) == 1


# ---------------------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/a.ris", "etc/a.ris"),
        ("/a.ris", "a.ris"),
        ("C:\\papers\\a.ris", "papers/a.ris"),
        ("./a//b/../c.ris", "a/b/c.ris"),
        ("..", "unnamed"),
    ],
)
def test_a_name_leads_nowhere(name: str, clean: str) -> None:
    """A member's name is a path below its archive, whatever it says."""
    assert clean_name(name) == clean
    assert list(found(zip_of({name: b"a"}))[0]) == [clean]


def test_old_chinese_names_are_read() -> None:
    """A name that an old program wrote in the encoding of its system is shown in Chinese."""
    raw = "文献.ris".encode("gb2312")
    data = zip_of({"x" * len(raw): b"a"}).replace(b"x" * len(raw), raw)
    assert list(found(data)[0]) == ["文献.ris"]
    accented = "été.ris".encode("cp437")
    data = zip_of({"x" * len(accented): b"a"}).replace(b"x" * len(accented), accented)
    assert list(found(data)[0]) == ["été.ris"]


def test_links_and_passed_over_files_are_faults() -> None:
    """A link in an archive is not followed, and a file that is not wanted is not unpacked."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        header = tarfile.TarInfo("passwd")
        header.type, header.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(header)
    assert found(written.getvalue()) == ({}, [Fault(name="passwd", reason="is a link")])
    assert found(zip_of(FILES), passed_over="a.ris")[1] == [Fault(name="a.ris", reason="a.ris")]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["[Content_Types].xml", "word/document.xml"], "document"),
        (["[Content_Types].xml", "xl/workbook.xml"], "workbook"),
        (["[Content_Types].xml", "ppt/presentation.xml"], "presentation"),
        (["mimetype", "META-INF/container.xml"], "epub"),
        (["mimetype", "content.xml", "META-INF/manifest.xml"], "opendocument"),
        (["word/a.ris", "xl/b.ris"], ""),
    ],
)
def test_documents_are_told_from_archives(names: list[str], kind: str) -> None:
    """A document is known by its parts, also when its directory is cut off."""
    data = zip_of(dict.fromkeys(names, b"some text"))
    assert document_kind(zip_names(io.BytesIO(data))) == kind
    assert document_kind(zip_names(io.BytesIO(data[:-30]))) == kind


def test_a_member_without_a_name_is_no_error() -> None:
    """A ZIP whose list gives a member an empty name is read like any other."""
    whole = zip_of(FILES)
    place = whole.index(b"PK\x01\x02")
    files, faults = found(whole[: place + 28] + b"\x00\x00" + whole[place + 30 :])
    assert files or faults
    name = next(iter(FILES))
    blank = whole[: place + 46] + b"\x00" * len(name) + whole[place + 46 + len(name) :]
    files, faults = found(blank)
    assert files or faults
