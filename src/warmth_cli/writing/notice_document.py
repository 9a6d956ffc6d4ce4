"""The public notice as a .docx document, ready for A4."""

from pathlib import Path

from warmth_cli.writing.amount import in_figures
from warmth_cli.writing.day import chinese_day
from warmth_cli.writing.document import LIST, Align, Column, Document
from warmth_cli.writing.notice_list import HEADINGS, SEAL, NoticeList

_MILLIMETRES = (12, 57, 22, 56, 27)
_KEPT = 3
"""Rows that stand on one page with the seal: the total, and the last two before it."""
_ALIGNS: tuple[Align, ...] = ("center", "left", "center", "left", "right")


def write_notice_document(path: Path, content: NoticeList) -> None:
    """Write it; the heading row stands on each page, the total in the last row."""
    document = Document(LIST, content.title, content.made)
    document.title(*content.title_lines)
    for words in (content.about, content.period, content.telephone):
        document.paragraph(words)
    columns = [Column(*each) for each in zip(HEADINGS, _MILLIMETRES, _ALIGNS, strict=True)]
    rows = [(*texts, in_figures(fen)) for texts, fen in content.rows()]
    total = ("", "合计", f"{len(rows)}户", "", in_figures(content.amount))
    document.table(columns, [*rows, total], totals=[len(rows)], kept=_KEPT)
    document.line(keep_with_next=True)
    document.line(SEAL, align="right", keep_with_next=True)
    document.line(chinese_day(None), align="right")
    document.save(path)
