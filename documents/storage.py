"""Where files lie: put once by their SHA-256, read many times, never half written.

The row that says what a file is lives in the database; here are only bytes under their checksum, so that the same
file uploaded by a thousand offices is kept once.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

_CHUNK = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


class FileStore(ABC):
    """A place for bytes known by their SHA-256 (64 lower-case hex digits)."""

    @abstractmethod
    def put(self, content: bytes | BinaryIO) -> str:
        """Keep `content` (bytes, or a binary stream read to its end) and return its SHA-256. Safe to repeat."""

    @abstractmethod
    def open(self, sha256: str) -> BinaryIO:
        """Return a binary stream the caller closes. Raises FileNotFoundError when the store does not hold it."""

    @abstractmethod
    def exists(self, sha256: str) -> bool:
        """Say whether the store holds it."""

    @abstractmethod
    def delete(self, sha256: str) -> None:
        """Remove it; a file that is not there is no error."""

    def read(self, sha256: str) -> bytes:
        """Return the whole content. Raises FileNotFoundError as `open` does."""
        with self.open(sha256) as stream:
            return stream.read()


class FolderStore(FileStore):
    """A folder: <first two digits>/<sha256>, written beside and renamed, so a crash leaves no half file."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)

    def put(self, content: bytes | BinaryIO) -> str:
        """Write to a temporary file, sync, rename."""
        self.folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        handle, name = tempfile.mkstemp(prefix=".incoming-", dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk in _chunks(content):
                    digest.update(chunk)
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            target = self._path(digest.hexdigest())
            if not target.exists():
                target.parent.mkdir(exist_ok=True)
                os.replace(name, target)
                _sync_folder(target.parent)
        finally:
            Path(name).unlink(missing_ok=True)
        return digest.hexdigest()

    def open(self, sha256: str) -> BinaryIO:
        """Return the file opened for reading. Raises FileNotFoundError."""
        return self._path(sha256).open("rb")

    def exists(self, sha256: str) -> bool:
        """Say whether the file is there."""
        return self._path(sha256).is_file()

    def delete(self, sha256: str) -> None:
        """Remove the file, if it is there."""
        self._path(sha256).unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self.folder / sha256[:2] / sha256


def open_store(url: str) -> FileStore:
    """Return the store `url` names: a folder as a path or `file:///…`.

    Raises ValueError for a scheme this version does not know, so that a wrong setting stops the start.
    """
    parts = urlsplit(url)
    if not url:
        raise ValueError("STORAGE_URL is empty: give a folder, for example file:///var/lib/wian/files")
    if parts.scheme == "":
        return FolderStore(url)
    if parts.scheme == "file" and parts.netloc in ("", "localhost"):
        return FolderStore(unquote(parts.path))
    raise ValueError(f"STORAGE_URL: cannot store files at {parts.scheme}://; give a folder path or a file:/// address")


def _chunks(content: bytes | BinaryIO) -> Iterable[bytes]:
    if isinstance(content, bytes):
        return [content]
    return iter(lambda: content.read(_CHUNK), b"")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
