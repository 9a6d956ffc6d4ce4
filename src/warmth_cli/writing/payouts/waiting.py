"""The sheets 暂缓发放 (what is missing, and who must do what) and 不予发放 (which clause, and why)."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from xlsxwriter import Workbook

from warmth_cli.fields import named
from warmth_cli.issues import Issue
from warmth_cli.payouts import Line
from warmth_cli.writing.page import MOST_LINES, in_pieces, line_count, one_line
from warmth_cli.writing.payouts.content import NO_UNION, NotPaid, PayoutList
from warmth_cli.writing.payouts.printed import Column, Looks, PrintedSheet

_REASON = 40
_WHY = 60
_HELD = (
    Column("序号", one_line(5), "number"),
    Column("填报单位", 18),
    Column("姓名", 9, "centre"),
    Column("身份证号", one_line(18), "centre"),
    Column("拟发类别", 17),
    Column("暂缓原因", _REASON, "words"),
    Column("请补正", _REASON, "words"),
    Column("位置", 22, "words"),
)
_REFUSED = (
    Column("序号", one_line(5), "number"),
    Column("填报单位", 18),
    Column("姓名", 9, "centre"),
    Column("身份证号", one_line(18), "centre"),
    Column("对应类别", 17),
    Column("依据条款", 8.5, "centre"),
    Column("不予发放原因", _WHY, "words"),
    Column("位置", 22, "words"),
)
_MOST_FOUND = 60
"""Characters of a cell that are repeated beside what is wrong with it."""
_CONTINUED = "（续）"


def write_held(book: Workbook, looks: Looks, content: PayoutList, waiting: NotPaid) -> None:
    """The sheet 暂缓发放: the held households, and the people who are in none."""
    count = f"共 {len(waiting.held)} 户"
    if waiting.unreadable:
        count += f"，另有 {waiting.unreadable} 行无法读取"
    if strangers := sum(issue.code == "member-without-head" for issue in waiting.lost):
        count += f"，另有 {strangers} 人不在任何一户"
    about = f"{count}。补正后重新运行 warmth check，再运行 warmth payouts，即列入下一批。"
    title = f"{content.rules.pack.notice.list_title}（暂缓发放）"
    sheet = PrintedSheet(book, looks, "暂缓发放", _HELD, title, [_unit(waiting.held), about])
    for number, line in enumerate(waiting.held, 1):
        for row, texts in enumerate(_in_rows(line)):
            sheet.write(*_who(number, line, row), *texts, _place(line) if not row else _CONTINUED)
    for number, issue in enumerate(waiting.lost, len(waiting.held) + 1):
        where = f"{issue.file}\n{issue.sheet}{f' 第{issue.row}行' if issue.row else ''}"
        words = issue.message.spoken("zh"), issue.remedy.spoken("zh")
        name = issue.found if issue.code == "member-without-head" else ""
        sheet.write(number, "", name, "", "（不在任何一户）" if name else "（无法读取）", *words, where)
    sheet.close()


def write_refused(book: Workbook, looks: Looks, content: PayoutList, waiting: NotPaid) -> None:
    """The sheet 不予发放."""
    title = f"{content.rules.pack.notice.list_title}（不予发放）"
    about = [_unit(waiting.refused), f"共 {len(waiting.refused)} 户"]
    sheet = PrintedSheet(book, looks, "不予发放", _REFUSED, title, about)
    for number, line in enumerate(waiting.refused, 1):
        reasons = [issue.message.spoken("zh") for issue in line.reasons]
        for row, text in enumerate(_pieces(_numbered(list(dict.fromkeys(reasons))), _WHY)):
            place = _place(line) if not row else _CONTINUED
            sheet.write(*_who(number, line, row), line.decision.clause, text, place)
    sheet.close()


def _who(number: int, line: Line, row: int) -> tuple[str | int, str, str, str, str]:
    """The first five cells of a household; a further row of it says so."""
    household, name = line.household, _name(line)
    if row:
        return (number, "", f"{name}{_CONTINUED}", "", "")
    grant = line.decision.grant.name.zh if line.decision.grant else ""
    return (number, household.union or "", name, household.id_number or "", grant)


def _name(line: Line) -> str:
    """The name, or what stands in its place: who searches the roster finds it there."""
    found = (issue.found for issue in line.reasons if issue.field == "name" and issue.found)
    return line.household.name or next(found, "")


def _in_rows(line: Line) -> Iterator[tuple[str, str]]:
    """Reasons and remedies, one number for both, in as many rows as they need."""
    said = dict.fromkeys((_reason(issue, line), issue.remedy.spoken("zh")) for issue in line.reasons)
    reasons = _pieces(_numbered([message for message, _ in said]), _REASON)
    remedies = _pieces(_numbered([remedy for _, remedy in said]), _REASON)
    return zip_longest(reasons, remedies, fillvalue="")


def _reason(issue: Issue, line: Line) -> str:
    """Why a household waits, with the heading and what stands there, where neither has been said: who mends
    it has this sheet, and not the roster."""
    household, message = line.household, issue.message.spoken("zh")
    if issue.member:
        message = f"{issue.member}：{message}"
    if not issue.cell or issue.found in ("", household.name, household.id_number, household.account):
        return message
    heading = named(issue.field).heading if issue.field else ""
    found = issue.found if len(issue.found) <= _MOST_FOUND else f"{issue.found[: _MOST_FOUND - 1]}…"
    if issue.found not in message:
        message = f"{message.removesuffix('。')}（所填：{found}）。"
    return message if heading in message else f"{heading}：{message}"


def _numbered(sentences: Sequence[str]) -> list[str]:
    return list(sentences) if len(sentences) == 1 else [f"{n}. {each}" for n, each in enumerate(sentences, 1)]


def _pieces(sentences: Sequence[str], width: float) -> list[str]:
    """Sentences in lines of their own, in pieces that fit into the highest row there is."""
    pieces = [""]
    for sentence in sentences:
        for piece in in_pieces(sentence, width):
            joined = f"{pieces[-1]}\n{piece}" if pieces[-1] else piece
            if line_count(joined, width) > MOST_LINES:
                pieces.append(piece)
            else:
                pieces[-1] = joined
    return pieces


def _unit(lines: Sequence[Line]) -> str:
    units = list(dict.fromkeys(line.household.union or NO_UNION for line in lines))
    return f"单位：{units[0]}" if len(units) == 1 else ""


def _place(line: Line) -> str:
    household = line.household
    cells: dict[str, list[str]] = {household.sheet: []}
    for issue in line.reasons:
        own = issue.worksheet in ("", household.sheet, household.sheet.rpartition("!")[0])
        if issue.cell:
            cells.setdefault(household.sheet if own else issue.sheet, []).append(issue.cell)
    cells[household.sheet] = cells[household.sheet] or [f"第{household.row}行"]
    places = (f"{sheet} {'、'.join(dict.fromkeys(each))}" for sheet, each in cells.items())
    return "\n".join((household.file, *places))
