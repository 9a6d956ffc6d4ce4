"""Why a file cannot be read: one sentence, and what to do with the file.

The readers know bytes and no names: they raise a Refused, and `workbook` says it of the file.
"""

import difflib
from pathlib import Path
from typing import ClassVar

from warmth_cli.issues import WarmthError, stop
from warmth_cli.language import marked, sentence

MOST_BYTES = 512 * 1024**2
"""A file, or one part of it unpacked, larger than this is no roster."""


class NotARoster(WarmthError):
    """The file may be what it wants to be, but it is no roster."""


def no_households(file: str, headings: str) -> NotARoster:
    """A file without a table of households; `headings` are what comes nearest to a heading row."""
    return NotARoster(
        sentence(
            marked("{file} has no table of households. Nearest to a heading row: {headings}."),
            file=file,
            headings=headings or "—",
        ),
        sentence(
            marked(
                "It needs a row with headings like 户主姓名, 身份证号, 建档状态. Where the office calls a "
                "column otherwise, bind it: --map '受助人=户主姓名'."
            )
        ),
    )


def all_in_one(file: str, sheet: str, cells: str) -> NotARoster:
    """A file whose table is one cell: Excel shows the first of merged cells only."""
    return NotARoster(
        sentence(
            marked("{file}, sheet {sheet}: the cells {cells} are merged into one: its rows cannot be told."),
            file=file,
            sheet=sheet,
            cells=cells,
        ),
        sentence(marked("Select them in Excel, choose Unmerge Cells (取消合并单元格), and save.")),
    )


def too_many_tables(file: str, sheet: str, row: int) -> NotARoster:
    """A file with so many tables that no roster has them; in `row`, from 1, one too many begins."""
    return NotARoster(
        sentence(
            marked("{file}, sheet {sheet}: more tables than any roster has; with row {row} too many begin."),
            file=file,
            sheet=sheet,
            row=str(row),
        ),
        sentence(marked("Copy the rows of the households under one heading into a new workbook.")),
    )


def too_many_columns(file: str, sheet: str, row: int) -> NotARoster:
    """A file whose heading, in `row` from 1, has so many columns that no roster has them."""
    return NotARoster(
        sentence(
            marked("{file}, sheet {sheet}: the heading in row {row} has more columns than any roster."),
            file=file,
            sheet=sheet,
            row=str(row),
        ),
        sentence(marked("Copy the columns that tell of the households into a new workbook.")),
    )


def household_forms(file: str, sheet: str, cell: str) -> NotARoster:
    """A file of forms, each of one household, or of a table that lies on its side."""
    return NotARoster(
        sentence(
            marked(
                "{file}, sheet {sheet}: a form and no table: in {cell} 身份证号 stands beside its number "
                "and not over it."
            ),
            file=file,
            sheet=sheet,
            cell=cell,
        ),
        sentence(
            marked(
                "Enter the households into a roster, each in one row; warmth template writes a blank one. "
                "Where each household has a column, copy the area in Excel and paste it transposed "
                "(选择性粘贴 → 转置)."
            )
        ),
    )


def hidden_file(file: str) -> NotARoster:
    """A file of a folder that nobody sees there."""
    return NotARoster(
        sentence(marked("{file} is a hidden file."), file=file),
        sentence(marked("If it is a roster, take the dot from the beginning of its name.")),
    )


def no_file(path: Path) -> WarmthError:
    """That there is no such file, with the name in its folder that is most like it: .xls for .xlsx."""
    try:
        names = [each.name for each in path.parent.iterdir()]
    except OSError:  # no such folder, or one that nobody may look into
        names = []
    near = difflib.get_close_matches(path.name, names, n=1, cutoff=0.7)
    return stop(
        marked("There is no file {path}."),
        marked("Check its name and folder.{hint}"),
        path=str(path),
        hint=sentence(marked(" Perhaps {near}?"), near=str(path.with_name(near[0]))) if near else "",
    )


class Refused(Exception):
    """The bytes cannot be read.

    Its arguments are for whoever looks for the cause; it may come from another process.
    """

    message: ClassVar[str]
    remedy: ClassVar[str]
    error: ClassVar[type[WarmthError]] = WarmthError

    def of(self, path: Path) -> WarmthError:
        """The refusal of the file that is called so."""
        values = {"path": str(path), **self.values()}
        return self.error(sentence(self.message, **values), sentence(self.remedy, **values))

    def values(self) -> dict[str, object]:
        """What the sentences need beside the file's name."""
        return {}


class OwnDocument(Refused):
    """They are a list or a form that the program wrote: it has people in it, and nobody new."""

    message = marked("{path} was written by warmth and holds no new entries.")
    remedy = marked("Check the roster that an office sent; lists and tables are not read back.")
    error = NotARoster


class Broken(Refused):
    """They break the rules of their own format, or could be read in two ways."""

    message = marked("{path} is damaged and cannot be read.")
    remedy = marked("Open it in Excel, Word or WPS, save it under a new name, or ask for the file again.")


class CutOff(Refused):
    """They end before the table does."""

    message = marked(
        "{path} ends in the middle of its table: what came after, and the people in it, is missing."
    )
    remedy = marked("Ask for the file again, or export it again from the system that wrote it.")


class CutLine(CutOff):
    """Their last line may not be whole."""

    message = marked(
        "{path} ends in the middle of its table, or so it seems: its last line has fewer cells than all "
        "others and no line end. What came after, and the people in it, would be missing."
    )
    remedy = marked(
        "Ask for the file again, or export it again from the system that wrote it. If the line is whole, "
        "open the file in a text editor, press Enter behind it, and save."
    )


class Locked(Refused):
    """They are encrypted, and the password is not known."""

    message = marked("{path} is protected by a password.")
    remedy = marked("Give the password with --password, or take it off in Excel or WPS and save the file.")


class WrongPassword(Refused):
    """None of the passwords that were given opens them."""

    message = marked("{path} is protected by a password, and the one that was given does not open it.")
    remedy = marked("Ask whoever sent the file for its password; large and small letters differ.")


class LockedForGood(Refused):
    """They are encrypted in a way that is not known here."""

    message = marked(
        "{path} is protected by a password in a way that only the program that wrote it can undo."
    )
    remedy = marked("Open it there, take the password off, and save it as an .xlsx workbook.")


class TooLarge(Refused):
    """More bytes than any roster has, packed or unpacked."""

    message = marked("{path} is larger than any roster: more than {most} MiB.")
    remedy = marked("Copy the table into a new workbook and save that.")

    def values(self) -> dict[str, object]:
        """The bound."""
        return {"most": MOST_BYTES // 1024**2}


class TooManyCells(Refused):
    """More cells than any roster has."""

    message = marked("{path} has more cells than any roster, or one far outside any table.")
    remedy = marked("Copy the table into a new workbook and save that.")


class TooLong(Refused):
    """A cell with more text than any program puts into one."""

    message = marked("{path} has a cell with more text than Excel can hold.")
    remedy = marked("Copy the table into a new workbook without that cell, and save it.")


class StrayCell(Refused):
    """One cell far away would make the table too large to hold; its argument is its place."""

    message = marked("{path} has a stray cell at {cell}, far outside any table.")
    remedy = marked("Delete the empty rows and columns around the table in Excel, and save.")

    def values(self) -> dict[str, object]:
        """The cell."""
        return {"cell": self.args[0]}


class TooMuch(Refused):
    """Reading them took more time or memory than any roster needs, or ended the process that did."""

    message = marked("{path} is damaged, or needs more time or memory to read than any roster does.")
    remedy = marked("Copy the table into a new workbook and save that, or ask for the file again.")


class Foreign(Refused):
    """They are of a kind that holds no roster; its argument is a code of KINDS."""

    message = marked("{path} is {kind}, whatever its name says.")
    error = NotARoster

    KINDS: ClassVar[dict[str, tuple[str, str]]] = {
        "document": (
            marked("a text document of another kind than .doc and .docx"),
            marked("Open it in Word or WPS, and save it as .docx."),
        ),
        "old-document": (
            marked("a text document of Word 95 or older"),
            marked("Open it in Word or WPS, and save it as .docx."),
        ),
        "presentation": (
            marked("a presentation"),
            marked("Copy its table into a workbook, and save that as .xlsx."),
        ),
        "pdf": (
            marked("a PDF document"),
            marked("Ask for the workbook that it was made from; a table in a PDF cannot be read surely."),
        ),
        "picture": (
            marked("a picture"),
            marked("Ask for the workbook itself: what stands on a picture cannot be read surely."),
        ),
        "archive": (marked("an archive"), marked("Unpack it first, and name the workbooks that were in it.")),
        "old": (
            marked("a workbook of Excel 4 or older"),
            marked("Open it in Excel, WPS or LibreOffice, and save it as an .xlsx workbook."),
        ),
        "flat": (
            marked("an OpenDocument workbook as one XML file (.fods)"),
            marked("Open it in Excel, WPS or LibreOffice, and save it as an .xlsx workbook."),
        ),
        "uof": (
            marked("a workbook of the Unified Office Format (.uos)"),
            marked("Open it in Excel, WPS or LibreOffice, and save it as an .xlsx workbook."),
        ),
        "sylk": (
            marked("a SYLK workbook (.slk)"),
            marked("Open it in Excel, WPS or LibreOffice, and save it as an .xlsx workbook."),
        ),
        "dif": (
            marked("a DIF workbook (.dif)"),
            marked("Open it in Excel, WPS or LibreOffice, and save it as an .xlsx workbook."),
        ),
        "numbers": (
            marked("a workbook of Apple Numbers"),
            marked("Export it from Numbers as Excel, and check that."),
        ),
        "mail": (
            marked("an e-mail or a web archive (.eml, .msg, .mht)"),
            marked("Open it, and save the attachment or the table that is in it as an .xlsx workbook."),
        ),
        "database": (marked("a database"), marked("Export its table as a workbook, and check that.")),
    }

    def values(self) -> dict[str, object]:
        """What it is."""
        return {"kind": sentence(self.KINDS[self.args[0]][0])}

    def of(self, path: Path) -> WarmthError:
        """The refusal, with the remedy for its kind."""
        return NotARoster(
            sentence(self.message, path=str(path), **self.values()), sentence(self.KINDS[self.args[0]][1])
        )


class OpenQuote(Refused):
    """A quotation mark in a text makes several lines one cell; its arguments are the first and the last."""

    message = marked(
        "{path}, line {first}: a quotation mark opens a cell there and does not close it, so that the lines "
        "down to {last} would be one cell, and the people in them lost."
    )
    remedy = marked("Open the file in a text editor, delete that quotation mark, and save it.")

    def values(self) -> dict[str, object]:
        """The lines, from 1."""
        return {"first": self.args[0], "last": self.args[1]}


class OpenQuoteInLine(OpenQuote):
    """A quotation mark makes two cells of a line one; its arguments are the line, twice."""

    message = marked(
        "{path}, line {first}: a quotation mark opens a cell there and does not close it, so that two cells "
        "would be one, and what stands behind them in the wrong columns."
    )
    remedy = marked(
        "Open the file in a text editor, close the cell or delete that quotation mark, and save it."
    )


class BrokenLines(Refused):
    """Lines of a text that are unlike the others; its arguments are how many, the first and the last."""

    message = marked(
        "{path} is a text with lines that cannot be read: {count} in all, the first is line {first}, "
        "the last line {last}."
    )
    remedy = marked(
        "Open it in a text editor, type what is garbled there anew, and save it as UTF-8. Where much is, two "
        "files saved in different ways were joined: check each by itself."
    )

    def values(self) -> dict[str, object]:
        """The lines, from 1."""
        return dict(zip(("count", "first", "last"), self.args, strict=True))


class NoColumns(Refused):
    """A text in which nothing that is known stands between the cells."""

    message = marked(
        "{path} is a text without columns: no comma, tab, semicolon or bar stands between its cells."
    )
    remedy = marked(
        "If it holds a table, open it in Excel, split it with Data, Text to Columns, and save it as an .xlsx "
        "workbook."
    )
    error = NotARoster


class NotATable(Refused):
    """They are of no kind that is known, or hold no table."""

    message = marked("{path} is none of the kinds of file that can be read, whatever its name says.")
    remedy = marked(
        "Open it in Excel or WPS and save it as an .xlsx workbook. Text, CSV and HTML are read too."
    )
    error = NotARoster
