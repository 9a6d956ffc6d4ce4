"""The colour of a fault shows above a sheet's conditional formats, which stay as they are."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from rosters import head, write_roster
from test_annotated import REQUEST
from warmth_cli.issue_kinds import Severity
from warmth_cli.issues import Issue
from warmth_cli.writing.annotated import COLOURS, write_annotated

STRIPES, DOUBLES = "MOD(ROW(),2)=0", "COUNTIF($C$2:$C$9,C2)>1"
FAULTS = [Issue("id-check", "r", "花名册", row, f"C{row}") for row in (2, 3, 5)]
NO_PHONE = Issue("phone-missing", "r", "花名册", 2, "E2")


def rules(sheet: Worksheet) -> list[tuple[str, str, str]]:
    """Range, formula and colour of each format, the one that goes before first."""
    told = [
        (rule.priority, str(one.sqref), rule.formula[0], rule.dxf.fill.bgColor.rgb if rule.dxf.fill else "")
        for one in sheet.conditional_formatting
        for rule in one.rules
    ]
    assert [each[0] for each in told] == sorted({each[0] for each in told})
    return [each[1:] for each in told]


def striped(folder: Path, area: str, issues: list[Issue]) -> Worksheet:
    """The copy of a roster with stripes over `area`, and with these issues."""
    path = write_roster(folder / "roster.xlsx", [head(number) for number in range(1, 6)])
    book = load_workbook(path)
    sheet = book["花名册"]
    stripes = DifferentialStyle(fill=PatternFill(bgColor="FFF2F2F2"))
    doubles = DifferentialStyle(font=Font(color="FFFF0000"))
    for over, formula, look in ((area, STRIPES, stripes), ("C2:C9", DOUBLES, doubles)):
        sheet.conditional_formatting.add(over, Rule(type="expression", formula=[formula], dxf=look))
    book.save(path)
    write_annotated(path, folder / "copy.xlsx", issues, REQUEST)
    return load_workbook(folder / "copy.xlsx")["花名册"]


def test_a_fault_goes_before_the_formats_over_it(tmp_path: Path) -> None:
    found = rules(striped(tmp_path, "A2:Z9", [*FAULTS, NO_PHONE]))

    assert set(found[:2]) == {
        ("C2:C3 C5", "TRUE", COLOURS[Severity.ERROR]),
        ("E2", "TRUE", COLOURS[Severity.WARNING]),
    }
    assert found[2:] == [("A2:Z9", STRIPES, "FFF2F2F2"), ("C2:C9", DOUBLES, "")]


@pytest.mark.parametrize(("area", "over"), [("E2:E9", 1), ("E1:E2", 1), ("E3:E9", 0), ("F2:F9", 0)])
def test_where_no_format_lies_over_a_fault_there_is_none_more(area: str, over: int, tmp_path: Path) -> None:
    assert len(rules(striped(tmp_path, area, [NO_PHONE]))) == 2 + over


def test_a_copy_of_the_copy_has_no_more_formats_than_the_copy(tmp_path: Path) -> None:
    first = rules(striped(tmp_path, "A2:Z9", FAULTS))
    write_annotated(tmp_path / "copy.xlsx", tmp_path / "again.xlsx", FAULTS, REQUEST)

    assert rules(load_workbook(tmp_path / "again.xlsx")["花名册"]) == first
