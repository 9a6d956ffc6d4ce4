"""What LibreOffice prints of a document, page by page."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice and Poppler print the pages",
)


def printed_pages(document: Path) -> list[str]:
    """The text of every page; the PDF stands beside the document."""
    [pages] = all_printed([document])
    return pages


def all_printed(documents: Sequence[Path]) -> list[list[str]]:
    """The text of every page of each document of one folder; LibreOffice, slow to start, is started once."""
    folder = documents[0].parent
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    convert = [
        "soffice",
        "--headless",
        home,
        "--convert-to",
        "pdf",
        "--outdir",
        *map(str, [folder, *documents]),
    ]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    return [_pages(document.with_suffix(".pdf")) for document in documents]


def _pages(document: Path) -> list[str]:
    told = subprocess.run(
        ["pdftotext", "-layout", document, "-"], check=True, capture_output=True, encoding="utf-8"
    )
    return told.stdout.split("\f")[:-1]
