"""What words around the rows of a sheet say of its households: title, lines, boxes, legend."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace

from warmth_cli.files.cell import Cell
from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.household import Household
from warmth_cli.identity import without_long_numbers
from warmth_cli.issues import Issue
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain, shown
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.table_reading import TableReading
from warmth_cli.reading.words.alone import alone
from warmth_cli.reading.words.colours import COLOUR, by_colour
from warmth_cli.reading.words.numbering import running_number
from warmth_cli.reading.words.plain_remarks import begins_of_rows, is_plain_line
from warmth_cli.reading.words.remarks import says_set_aside
from warmth_cli.reading.words.set_aside import is_file_set_aside, line_set_aside, title_of_past_year
from warmth_cli.reading.words.surroundings import is_section, unit_in
from warmth_cli.reading.words.under_rows import (
    is_rule,
    left_counted,
    names_in,
    numbers_in,
    says_against,
    says_only_left,
    speaks_of_all,
    speaks_of_others,
)
from warmth_cli.reading.words.union_names import is_unit_alone, union_above, union_of_group

_LONGEST_WORDS = 60
"""Characters of a box that are shown."""
_CLAUSES = pattern("[\n。;；]")
_INSTRUCTIONS = pattern("(?:填(?:表|写|报)(?:说明|要求|须知|事项)|注意事项|温馨提示)")
_OF_THESE = pattern("以上|上述|[本此该上][表页册]|名单|序号|第\\d|全部|[颜标红黄]")
_SAYS_NOTHING = pattern(
    "附[件表]\\d*|内部资料|机密|(?:(?:金额|货币|人口)?单位[:：](?:人民币)?[元人][,，;；、/]?)+|注?[:：]?[本此]表由.{1,12}填[报写]"
    "|(?:填(?:表|写|报)(?:说明|要求|须知|事项)|注意事项|温馨提示)(?!.*(?:万元|以上|截[至止])).*"
)
"""A box that only explains how to fill in the table, or is a mark of the paper."""
_BELOW = pattern("以下|下列")
_AUTHOR = pattern(r"^[^:：\n]{1,20}[:：]\s*")
"""Who wrote a comment, as Excel begins it."""
_HAS_LEFT = frozenset(("已退档", "渐退期"))


def weigh_words_beside(file: str, sheet: Sheet, readings: Sequence[TableReading], year: int) -> None:
    """Hold the households of a sheet whose title is of a past year, or of which a colour says who counts."""
    first = readings[0].blocks[0]
    if year and (title := title_of_past_year(sheet.rows[: first.top], year)):
        for each in readings:
            each.set_aside("title-set-aside", title)
    notes = [number - 1 for each in readings for number in each.passed_over.get("note", ())]
    legend, against = by_colour([*sheet.rows[: first.top], *(sheet.rows[number] for number in notes)])
    if legend and against:
        for each in readings:
            each.set_aside("colour-set-aside", legend)
    elif legend:
        readings[0].issues.append(Issue("colours-unread", file, sheet.name, found=legend))
    _weigh_boxes(file, sheet, readings, year)
    for each in readings:
        heard = _hold_by_lines_under(sheet, each)
        _tell_unread_lines(file, sheet, each, heard, year)
        _hold_by_comments(sheet, each, year)


def _weigh_boxes(file: str, sheet: Sheet, readings: Sequence[TableReading], year: int) -> None:
    """Hold households over which a box, or the head of a page, says 作废 or 单位：万元; tell other boxes."""
    for words in map(without_long_numbers, (*sheet.boxes, *sheet.page_words)):
        lines = words.splitlines()
        short = " ".join(words.split())[:_LONGEST_WORDS]
        if _speaks_against(words, year) or unit_in([[line] for line in lines]):
            for each in readings:
                each.set_aside("box-against", short)
        elif words not in sheet.page_words and not _SAYS_NOTHING.fullmatch(plain(words)):
            readings[0].issues.append(Issue("box-unread", file, sheet.name, found=short))


def _speaks_against(words: str, year: int) -> bool:
    """Whether a box says so, clause by clause; of how to fill in the table only what speaks of its rows."""
    instructs = _INSTRUCTIONS.match(plain(words)) is not None
    return any(
        (says_against(clause) or (is_file_set_aside(clause, year) and not is_rule(clause)))
        and (not instructs or _OF_THESE.search(plain(clause)) is not None)
        for clause in _CLAUSES.split(words)
    )


def _hold_by_lines_under(sheet: Sheet, reading: TableReading) -> set[int]:
    """Hold the households of which a line under them, or one over all that names them, says that they may not
    count; the rows of the lines that were so heard."""
    over = range(1, reading.blocks[0].top + 1)
    lines = [(row, sheet.rows[row - 1]) for row in (*over, *reading.passed_over.get("note", ()))]
    told = [(row, " ".join(filter(None, map(shown, cells)))) for row, cells in lines]
    # Of a colour or a mark `by_colour` tells, and of all households.
    against = [(row, text) for row, text in told if says_against(text) and not COLOUR.search(plain(text))]
    heard: set[int] = set()
    if not against:
        return heard
    heads, number = reading.families.heads, reading.blocks[0].number
    has_left: set[int] = set()
    by_name: dict[str, list[int]] = {}
    by_number: dict[str, list[int]] = {}
    for place, head in enumerate(heads):
        if _value(head, "file_status") in _HAS_LEFT:
            has_left.add(place)
        by_name.setdefault(_value(head, "name"), []).append(place)
        if number is not None:
            by_number.setdefault(running_number(sheet.rows[head.row - 1][number]), []).append(place)
    said = 0  # of so many heads a line on all above it says so already
    for row, text in against:
        above = bisect_left(heads, row, key=lambda head: head.row)
        if left_counted(text) == sum(place < above for place in has_left):
            heard.add(row)
            continue
        named = {place for name in names_in(text, by_name) for place in by_name[name]}
        named |= {place for each in numbers_in(text) for place in by_number.get(each, ())}
        if speaks_of_all(text) or (row not in over and speaks_of_others(text, bool(named))):
            named |= {*range(said, above)}
            said = max(said, above)
        if named:
            heard.add(row)
        if says_only_left(text):
            named -= has_left
        for place in sorted(each for each in named if each < above or row in over):
            draft = reading.families.opened(place)
            words = without_long_numbers(text).rstrip("。.")
            draft.issues.append(draft.issue("line-against", "name", words))
    return heard


def _tell_unread_lines(
    file: str, sheet: Sheet, reading: TableReading, heard: Collection[int], year: int
) -> None:
    """Tell the lines that speak of households over them or under them in words that nobody has foreseen."""
    over = range(1, reading.blocks[0].top + 1) if reading.name == sheet.name else ()
    titles = (row for row in over if begins_of_rows(alone(sheet.rows[row - 1])))
    for row in (*titles, *reading.passed_over.get("note", ())):
        cells = sheet.rows[row - 1]
        if row not in heard and not _is_known_line(cells, year):
            found = without_long_numbers(alone(cells))
            reading.issues.append(Issue("line-unread", file, sheet.name, row, found=found))


def _is_known_line(row: Sequence[Cell], year: int) -> bool:
    """Whether a row says nothing of households, or what is heard elsewhere: a colour, a union."""
    text = alone(row)
    if is_plain_line(text) or is_rule(_BELOW.sub("", plain(text))) or is_section(text) or is_unit_alone(text):
        return True
    legend = COLOUR.search(plain(text)) is not None
    return legend or bool(line_set_aside(row, year) or union_of_group(row) or union_above([row]))


def _hold_by_comments(sheet: Sheet, reading: TableReading, year: int) -> None:
    """Hold the households in whose row a comment says what in a remark would hold them, too: 已去世，不发."""
    against: dict[int, tuple[int, str]] = {}
    for (row, column), text in sheet.comments.items():
        words = _AUTHOR.sub("", text.strip())
        if says_set_aside(words, year):
            against[row + 1] = column, without_long_numbers(words)
    for place, head in enumerate(reading.families.heads) if against else ():
        if head.row in against:
            column, words = against[head.row]
            draft = reading.families.opened(place)
            issue = draft.issue("comment-set-aside", "", words)
            draft.issues.append(replace(issue, cell=f"{column_letter(column)}{head.row}"))


def _value(head: Household | Draft, field: str) -> str:
    return str((getattr(head, field) if isinstance(head, Household) else head.values.get(field)) or "")
