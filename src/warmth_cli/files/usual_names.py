"""An .xlsx whose parts are called or encoded in an unusual way, packed again with the usual names, in UTF-8.

The parts may have any names, and the package says which is which. calamine takes no notice of most of that:
it looks for the usual names, and would read another table of strings, or none, and the numbers of days as
mere numbers.
"""

import io
import zipfile

from warmth_cli.files.package import Package
from warmth_cli.files.relations import main_part, related, relations_of, written

MAIN = "_rels/.rels"
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_FOLDERS = {
    "worksheet": "worksheets",
    "chartsheet": "chartsheets",
    "dialogsheet": "dialogsheets",
    "xlMacrosheet": "macrosheets",
    "xlIntlMacrosheet": "macrosheets",
}
"""By the kind of a sheet, the folder in which calamine knows it for one."""
_TABLES = {"sharedStrings": STRINGS, "styles": STYLES}


def in_utf_8(package: Package, data: bytes) -> tuple[Package, bytes]:
    """The package and its bytes: as they are when calamine can read every part, else packed again."""
    if not package.has_other_encodings():
        return package, data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as plain:
        for name in package.names:
            plain.writestr(package.own_name(name), package.read(name))
    return Package(packed.getvalue()), packed.getvalue()


def with_usual_names(package: Package, data: bytes) -> tuple[Package, bytes]:
    """The package and its bytes: as they are when calamine finds every part in them, else packed again."""
    main = main_part(package) or BOOK
    relations = relations_of(package, main)
    tables = {kind: related(relations, kind) or usual for kind, usual in _TABLES.items()}
    finds = all(
        _is(_found_by_calamine(each.target), each.part) for each in relations if each.kind in _FOLDERS
    )
    finds = finds and MAIN in package and not package.own_name(MAIN).startswith("/")
    if finds and _is(main, BOOK) and all(_is(tables[kind], usual) for kind, usual in _TABLES.items()):
        return package, data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as usual_package:
        usual_package.writestr(MAIN, written({"rId1": ("officeDocument", BOOK)}))
        usual_package.writestr(BOOK, package.read(main))
        sheets = {each.part: each for each in relations if each.kind in _FOLDERS}
        names = {
            part: f"xl/{_FOLDERS[each.kind]}/sheet{number}.xml"
            for number, (part, each) in enumerate(sheets.items())
        }
        for part, name in names.items():
            usual_package.writestr(name, package.read(part))
        named = {each.id: (each.kind, names[each.part]) for each in relations if each.part in names}
        usual_package.writestr(RELATIONS, written(named))
        for kind, usual in _TABLES.items():
            if tables[kind] in package:
                usual_package.writestr(usual, package.read(tables[kind]))
    return Package(packed.getvalue()), packed.getvalue()


def _is(name: str, other: str) -> bool:
    """Whether two names are the same; in a package, case does not count."""
    return name.lower() == other.lower()


def _found_by_calamine(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
