"""What words around the rows of a sheet say of its households: title, lines, boxes, legend, sums."""

from collections.abc import Sequence
from dataclasses import replace

from warmth_cli.files.sheet import Sheet, column_letter
from warmth_cli.household import Household
from warmth_cli.identity import without_long_numbers
from warmth_cli.issues import Issue
from warmth_cli.pattern import pattern
from warmth_cli.reading.cells.cell_words import plain
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.people.lines_beside import weigh_lines
from warmth_cli.reading.people.same_numbers import same_numbers
from warmth_cli.reading.people.sums_beside import differing_sums
from warmth_cli.reading.people.table_reading import TableReading
from warmth_cli.reading.words.colours import by_colour
from warmth_cli.reading.words.remarks import says_set_aside
from warmth_cli.reading.words.set_aside import is_file_set_aside, title_of_past_year
from warmth_cli.reading.words.surroundings import unit_in
from warmth_cli.reading.words.under_rows import says_against, without_rules

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
    beside = [*sheet.rows[: first.top], *(sheet.rows[number] for number in notes)]
    legend, against = by_colour(beside)
    if legend:  # it may be somebody's name
        names = {_value(head, "name") for each in readings for head in each.families.heads}
        legend, against = by_colour(beside, names)
    if legend and against:
        for each in readings:
            each.set_aside("colour-set-aside", legend)
    elif legend:
        readings[0].issues.append(Issue("colours-unread", file, sheet.name, found=legend))
    _weigh_boxes(file, sheet, readings, year)
    for each in readings:
        weigh_lines(file, sheet, each, year)
        each.issues.extend(differing_sums(file, sheet, each))
        each.issues.extend(same_numbers(file, sheet, each))
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
        (says_against(clause) or (is_file_set_aside(clause, year) and without_rules(clause) != ""))
        and (not instructs or _OF_THESE.search(plain(clause)) is not None)
        for clause in _CLAUSES.split(words)
    )


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
