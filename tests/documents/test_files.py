"""Keeping files by checksum, and letting in only what may come in."""

import hashlib
import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from openpyxl import Workbook

from documents.render_docx import render_docx
from documents.storage import FolderStore, open_store
from documents.upload_checks import MEGABYTE, UploadRefused, check_upload
from tests.documents.letters import make_letter
from tests.documents.papers import blank_pdf, picture


def test_it_gives_back_the_bytes_by_their_checksum(tmp_path: Path) -> None:
    store = open_store(f"file://{tmp_path}/files")
    name = store.put(b"letter")
    assert name == hashlib.sha256(b"letter").hexdigest() == store.put(io.BytesIO(b"letter"))
    assert store.read(name) == b"letter"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [name]


def test_it_forgets_a_deleted_file_and_says_so(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    name = store.put(b"x")
    store.delete(name)
    store.delete(name)
    assert not store.exists(name)
    with pytest.raises(FileNotFoundError):
        store.open(name)


def test_it_leaves_nothing_behind_when_the_upload_breaks_off(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError("connection lost")

    with pytest.raises(OSError, match="connection lost"):
        FolderStore(tmp_path).put(Broken())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, ""])
def test_it_reads_nothing_but_checksums(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        FolderStore(tmp_path).open(name)


@pytest.mark.parametrize("url", ["s3://bucket", "ftp://host/x", ""])
def test_it_stops_the_start_for_a_place_it_cannot_store_at(url: str) -> None:
    with pytest.raises(ValueError, match="STORAGE_URL"):
        open_store(url)


def _office(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _zip(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def _encrypted_pdf(password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user=password))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (blank_pdf(), "pdf"),
        (_office(Document()), "docx"),
        (_office(Workbook()), "xlsx"),
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpg"),
        (picture("TIFF"), "tiff"),
    ],
)
def test_it_believes_the_content_and_not_the_name(content: bytes, kind: str) -> None:
    checked = check_upload(content, "C:\\เอกสาร\\หนังสือ เวียน.exe")
    assert (checked.kind, checked.file_name) == (kind, f"หนังสือ เวียน.exe.{kind}")
    assert checked.size == len(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00 program", "unknown_type"),
        (b"<svg onload='x'/>", "unknown_type"),
        (_zip({"a.txt": b"x"}), "zip_refused"),
        (_zip({"[Content_Types].xml": b"", "word/document.xml": b"0" * 201 * MEGABYTE}), "zip_bomb"),
        (_zip({"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b""}), "macros"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"%PDF-1.7 broken", "damaged"),
        (picture("PNG")[:60], "damaged"),
        (_encrypted_pdf("secret"), "encrypted_pdf"),
        (_encrypted_pdf(""), "encrypted_pdf"),
    ],
)
def test_it_refuses_with_a_reason_and_a_remedy(content: bytes, code: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        check_upload(content, "a.pdf")
    assert refused.value.code == code
    assert refused.value.remedy


def test_it_refuses_a_file_over_the_limit_and_tells_the_limit() -> None:
    with pytest.raises(UploadRefused) as refused:
        check_upload(blank_pdf() + b" " * 3 * MEGABYTE, "a.pdf", max_bytes=2 * MEGABYTE)
    assert (refused.value.code, refused.value.data["max_megabytes"]) == ("too_large", 2)


@pytest.mark.parametrize(
    ("given", "safe"),
    [("../../etc/passwd", "passwd.pdf"), ("..", "file.pdf"), ("", "file.pdf"), ("รายงาน.PDF", "รายงาน.pdf"),
     ("a\x00b\u202e<c>.pdf", "ab c.pdf"), ("ก" * 300 + ".pdf", "ก" * 120 + ".pdf")],
)  # fmt: skip
def test_it_makes_the_file_name_safe(given: str, safe: str) -> None:
    assert check_upload(blank_pdf(), given).file_name == safe


def test_it_lets_our_own_letters_in() -> None:
    assert check_upload(render_docx(make_letter()), "x").kind == "docx"
