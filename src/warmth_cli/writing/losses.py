"""What a workbook has that is lost when openpyxl loads and saves it: each thing by its name and sheet.

openpyxl drops what it does not know without a word, or with one in English on the screen.
"""

import posixpath
import re
from collections.abc import Container, Iterator
from dataclasses import replace
from xml.etree import ElementTree

from openpyxl.drawing.image import PILImage

from warmth_cli.files.package import Package
from warmth_cli.issues import Issue
from warmth_cli.language import Words, marked, sentence
from warmth_cli.pattern import pattern

_SHAPES = marked("text boxes and drawn shapes ({words})")
_PICTURES = marked("pictures")
_CHARTS = marked("the exact look of charts: they are drawn anew")
_CONTROLS = marked("buttons, tick boxes and other controls")
_HEADER_PICTURES = marked("pictures in the header or footer")
_EXTENSIONS = {
    "dataValidations": marked("drop-downs whose list stands on another sheet (of Excel 2010 and later)"),
    "conditionalFormattings": marked("conditional formats of Excel 2010 and later"),
    "sparklineGroups": marked("sparklines"),
    "slicerList": marked("slicers"),
    "timelineRefs": marked("timelines"),
}
_OTHER_EXTENSION = marked("an extension of newer Excel ({words})")
_IN_A_SHEET = {
    "legacyDrawingHF": _HEADER_PICTURES,
    "controls": _CONTROLS,
    "oleObjects": marked("embedded documents"),
    "picture": marked("the picture behind the sheet"),
    "protectedRanges": marked("ranges with passwords of their own"),
    "customSheetViews": marked("custom views"),
}
_IN_THE_BOOK = (
    (r"xl/vbaproject\.bin", marked("macros (VBA)")),
    (r"xl/(dialogsheets|macrosheets)/[^/]*\.xml", marked("dialog and macro sheets")),
    (r"xl/(cellimages\.xml|richdata/.*)", marked("pictures inside cells")),
    (r"xl/threadedcomments/.*", marked("threads of comments (their first words stay)")),
    (r"xl/(connections\.xml|querytables/.*)", marked("connections to other data")),
    (r"xl/xmlmaps\.xml", marked("XML maps")),
    (r"xl/metadata\.xml", marked("formulas that fill several cells by themselves")),
    (r"xl/(slicers|timelines)/.*", _EXTENSIONS["slicerList"]),
    (r"xl/model/.*", marked("the data model")),
    (r"_xmlsignatures/.*", marked("digital signatures")),
    (r"customui/.*", marked("ribbon buttons of its own")),
)
_A_CONTROL = pattern(rb'ObjectType="(?!Note")\w+"')
_MOST_WORDS = 20


def losses(package: Package, file: str) -> list[Issue]:
    """What of the workbook is not kept; `file` is what it is called. Raises Refused for broken parts."""
    found: list[tuple[str, str, str]] = []
    for part, what in _IN_THE_BOOK:
        if any(re.fullmatch(part, name) for name in package.names):
            found.append(("", what, ""))
    for sheet, part in sheet_parts(package):
        found.extend((sheet, *each) for each in _of_sheet(package, part))
    return [
        Issue("form-loss", file, sheet, values={"what": _spoken(what, words)})
        for sheet, what, words in dict.fromkeys(found)
    ]


def copy_losses(package: Package, file: str, with_drop_downs: Container[str]) -> list[Issue]:
    """What an annotated copy does not keep; the sheets `with_drop_downs` got theirs back."""
    of_drop_downs = _spoken(_EXTENSIONS["dataValidations"], "")
    return [
        replace(issue, code="copy-loss")
        for issue in losses(package, file)
        if issue.values["what"] != of_drop_downs or issue.sheet not in with_drop_downs
    ]


def plain_copy_loss(file: str) -> Issue:
    """What the copy of a file that is no .xlsx does not keep: its looks."""
    what = _spoken(marked("colours, widths, drop-downs and other looks: the file is no .xlsx workbook"), "")
    return Issue("copy-loss", file, values={"what": what})


def password_loss(file: str) -> Issue:
    """That the copy of a workbook with a password has none."""
    what = _spoken(marked("the password: whoever has the copy can open it"), "")
    return Issue("copy-loss", file, values={"what": what})


def sheet_parts(package: Package) -> Iterator[tuple[str, str]]:
    """The name of each worksheet, and the part that holds it."""
    targets = _targets(package, "xl/workbook.xml")
    for sheet in package.markup("xl/workbook.xml").findall("{*}sheets/{*}sheet"):
        part = targets.get(_relation(sheet), ("", ""))[1]
        if part in package and "/worksheets/" in part:
            yield sheet.get("name", ""), part


def rich_text_loss(file: str, sheet: str, row: int, cell: str) -> Issue:
    """The issue of a cell whose words differ in their looks, which a filled placeholder makes one."""
    what = _spoken(marked("different looks of words inside one cell"), "")
    return Issue("form-loss", file, sheet, row, cell, values={"what": what})


def pictures_loss(file: str, sheet: str) -> Issue:
    """The issue of pictures and charts that stand in the sum's sheet only, and not in each unit's."""
    what = _spoken(marked("pictures and charts in the units' sheets: only the sum has them"), "")
    return Issue("form-loss", file, sheet, values={"what": what})


def table_loss(file: str, sheet: str) -> Issue:
    """The issue of a table (Ctrl+T) of the sum's sheet, at which formulas in the units' sheets still look."""
    what = _spoken(marked("tables made with Ctrl+T in the units' sheets: formulas there show the sum's"), "")
    return Issue("form-loss", file, sheet, values={"what": what})


def _of_sheet(package: Package, part: str) -> Iterator[tuple[str, str]]:
    markup = package.markup(part)
    for each in markup.iter():
        name = _local(each)
        if name in _IN_A_SHEET:
            yield _IN_A_SHEET[name], ""
    for extension in markup.findall("{*}extLst/{*}ext"):
        for each in extension:
            what = _EXTENSIONS.get(_local(each))
            yield (what, "") if what else (_OTHER_EXTENSION, _local(each))
    for kind, target in _targets(package, part).values():
        if target not in package:
            continue
        if kind == "drawing":
            yield from _of_drawing(package.markup(target))
        elif kind == "vmlDrawing" and _A_CONTROL.search(package.read(target)):
            yield _CONTROLS, ""


def _of_drawing(drawing: ElementTree.Element) -> Iterator[tuple[str, str]]:
    names = {_local(each) for each in drawing.iter()}
    if names & {"sp", "cxnSp", "grpSp"}:
        texts = "".join(each.text or "" for each in drawing.iter() if _local(each) == "t")
        yield _SHAPES, texts if len(texts) <= _MOST_WORDS else texts[: _MOST_WORDS - 1] + "…"
    if "pic" in names and not PILImage:  # openpyxl keeps pictures only where Pillow is installed
        yield _PICTURES, ""
    if "chart" in names:
        yield _CHARTS, ""


def _targets(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by relation: the kind, and the part."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in package:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for each in package.markup(relations):
        kind = each.get("Type", "").rsplit("/", 1)[-1]
        target = posixpath.normpath(posixpath.join("/" + folder, each.get("Target", ""))).lstrip("/")
        found[each.get("Id", "")] = (kind, target)
    return found


def _relation(element: ElementTree.Element) -> str:
    return next((value for name, value in element.items() if name.endswith("}id")), "")


def _local(element: ElementTree.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _spoken(template: str, words: str) -> Words:
    said = sentence(template, words=words or "—")
    return Words(said.spoken("zh"), said.spoken("en"))
