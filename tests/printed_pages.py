"""What LibreOffice prints of a document, page by page."""

import shutil
import subprocess
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice and Poppler print the pages",
)


def printed_pages(document: Path) -> list[str]:
    """The text of every page; the PDF stands beside the document."""
    folder = document.parent
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    convert = ["soffice", "--headless", home, "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    told = subprocess.run(
        ["pdftotext", "-layout", document.with_suffix(".pdf"), "-"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return told.stdout.split("\f")[:-1]
