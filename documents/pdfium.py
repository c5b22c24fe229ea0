"""One PDFium for all threads: the library is not thread-safe, so every use stands inside `opened`."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from documents.upload_checks import UploadRefused

_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Give the document, alone in PDFium until the block ends. Raises UploadRefused when PDFium cannot open it."""
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise damaged_pdf() from error
        try:
            yield document
        finally:
            document.close()


def damaged_pdf() -> UploadRefused:
    """The refusal of a PDF that cannot be read."""
    return UploadRefused("damaged", "the PDF file is damaged", "save or scan it again", kind="PDF")
