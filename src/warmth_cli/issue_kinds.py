"""The kinds of issues: for each code how much it weighs, what is wrong, and what to do about it.

All of them are shown in docs/issues.md, each as the program says it.
"""

from dataclasses import dataclass
from enum import StrEnum

from warmth_cli.language import marked


class Severity(StrEnum):
    """How much an issue weighs."""

    ERROR = "error"
    """The row is held until it is mended."""
    WARNING = "warning"
    """Worth a look; the decision stands."""
    ADVICE = "advice"
    """Something the notice asks for beside the money."""
    REASON = "reason"
    """Why a household is refused: nothing to mend."""


@dataclass(frozen=True, slots=True)
class IssueKind:
    """What all issues of one code have in common; the templates are filled from the issue's values.

    `in_roster` is false where nobody can mend it in the roster, but only the office that checks it.
    """

    severity: Severity
    message: str
    remedy: str
    in_roster: bool = True


def _error(message: str, remedy: str, *, in_roster: bool = True) -> IssueKind:
    return IssueKind(Severity.ERROR, message, remedy, in_roster)


def _warning(message: str, remedy: str, *, in_roster: bool = True) -> IssueKind:
    return IssueKind(Severity.WARNING, message, remedy, in_roster)


_JUDGE = marked(
    "Read it before the list is signed. In the head's row, under 人工认定 (add that column where there is "
    "none), write 同意 if the household is to be paid, and 不同意 if not."
)

KINDS: dict[str, IssueKind] = {
    # --- cells -------------------------------------------------------------------------------------------
    "id-damaged": _error(
        marked("The identity number was typed as a number; Excel keeps 15 digits and the rest is lost."),
        marked("Format the cell as text and retype all 18 characters from the card."),
    ),
    "id-length": _error(
        marked("An identity number has 18 characters (15 on an old card); this one has {length}."),
        marked("Compare with the card and retype the number."),
    ),
    "id-characters": _error(
        marked(
            "An identity number has digits, and at most an X as the last of 18; here is also {characters}."
        ),
        marked("Retype the number from the card, with nothing else in the cell."),
    ),
    "id-look-alike": _error(
        marked("The last character looks like an X, but is another one."),
        marked("Type it again as the letter X of the English keyboard."),
    ),
    "id-check": _error(
        marked(
            "The last character of the identity number does not fit the others: at least one of them is "
            "wrong."
        ),
        marked("Compare with the card character by character and correct it."),
    ),
    "id-date": _error(
        marked("The birth date inside the identity number is no day of the calendar, or lies in the future."),
        marked("Compare with the card and correct it."),
    ),
    "head-child": _warning(
        marked("By the identity number the head was born in {born}, and is a child."),
        marked("Compare with the card: it may be the number of a child of the household."),
    ),
    "id-contradicted": _error(
        marked("{field} is {found}, but the identity number says {said}: one of the two is wrong."),
        marked("Compare with the card, and correct the number or this cell."),
    ),
    "status-contradicted": _error(
        marked("{field} is {found}, but {other_field} is {said}: the two do not go together."),
        marked("Correct the one that is wrong; clear this cell where it does not apply."),
    ),
    "not-compared": _warning(
        marked("{field} could not be read, and so not be compared with the identity number."),
        marked("Type 男 or 女, or a birth date like 1985-03-02. The decision does not need it."),
    ),
    "account-damaged": _error(
        marked("The account was typed as a number; Excel keeps 15 digits and leading zeros are lost."),
        marked("Format the cell as text and retype the account from the card."),
    ),
    "account-shape": _error(
        marked("An account has 8 to 30 digits and nothing else."),
        marked("Retype the account from the card; bank and holder have columns of their own."),
    ),
    "account-several": _error(
        marked("Two numbers seem to stand in this cell, and only one account can be paid to."),
        marked("Keep the account to pay to and put the rest under 备注; write one number without blanks."),
    ),
    "account-is-id": _error(
        marked("This is an identity number, and no account."),
        marked("Retype the account from the card; the identity number has a column of its own."),
    ),
    "account-is-phone": _error(
        marked("This is a phone number, and no account."),
        marked("Retype the account from the card; the phone number has a column of its own."),
    ),
    "account-luhn": _warning(
        marked("The last digit of the card number does not fit the others."),
        marked("Compare with the card; some accounts are no card numbers and may be right all the same."),
    ),
    "account-length": _warning(
        marked("The number begins as a bank card's does, and has {length} digits; cards have 16 to 19."),
        marked("Compare with the card: a digit may be missing, or typed twice."),
    ),
    "cell-error": _error(
        marked(
            "The cell holds an Excel error, a formula and not its value, or a value that is stored wrongly."
        ),
        marked("Type the value itself into the cell."),
    ),
    "value-unknown": _error(
        marked("{field} knows only these values: {allowed}."),
        marked("Choose one of them. Old words are not translated, since they may mean something else."),
    ),
    "value-unneeded": _warning(
        marked("{field} could not be read; the household is not held for it."),
        marked("Mend it where the tables, the bank or the national system are to have it."),
    ),
    "ticks-unclear": _error(
        marked("{field} has a column for each of {allowed}, and it is not clear which one is marked."),
        marked("Mark just one of them with √, and leave the others empty."),
    ),
    "date-unreadable": _error(
        marked("This cannot be read surely as a day from 1950 to 2099."),
        marked("Type the day like 2021-12-03, year, month and day."),
    ),
    "date-future": _error(
        marked("This day lies in the future, and nobody has been removed on it."),
        marked("Check the year and retype the day."),
    ),
    "month-unclear": _error(
        marked("This is January, or what Excel makes of 2021.10."),
        marked("Type the day like 2021-10-03, or the month like 2021年10月."),
    ),
    "money-unreadable": _error(
        marked("This is no amount of money."),
        marked("Type the amount in digits only, like 32400.00, in the unit that the heading names."),
    ),
    "money-absurd": _error(
        marked("This would be {yuan} yuan, more than any household in hardship has."),
        marked("Check the amount, and whether the heading names the right unit (元 or 万元)."),
    ),
    "money-too-little": _error(
        marked("This would be {yuan} yuan only; it may be meant in 万元."),
        marked("Type the amount in yuan; if it is right as it stands, write 元 behind it, like 50元."),
    ),
    "money-negative": _error(
        marked("An income below zero cannot be compared."), marked("Check the amount and retype it.")
    ),
    "unit-unclear": _error(
        marked("The heading's unit does not fit the field: {heading}."),
        marked("Write the heading as {field} and the amounts in yuan (元)."),
    ),
    "format-unclear": _error(
        marked("The number format {found} shows numbers otherwise than their heading says: {heading}."),
        marked(
            "See what they mean. Then format the cells as General (常规), and write what the heading says."
        ),
    ),
    "count-unreadable": _error(
        marked("This is no whole number of people from 1 to 99."),
        marked("Type how many people live together, like 3."),
    ),
    "size-large": _error(
        marked(
            "{found} people in one household are more than is likely: the income test would pass too easily."
        ),
        marked("Correct the number; if it is right, list the members under the head, each in a row."),
    ),
    "name-unreadable": _error(
        marked("This is not one name and nothing else: a placeholder, a remark or a sign stands in it."),
        marked("Type the name as on the card, and remarks under 备注; a rare character can be pasted."),
    ),
    "finding-unclear": _error(
        marked(
            "It is not clear whether this is a 同意: what stands around it takes it back, or makes it hang."
        ),
        marked(
            "Leave only 同意 or 不同意, with the reason for it behind; leave the cell empty while it is open."
        ),
    ),
    "zero-hidden": _error(
        marked("The cell holds a 0 that is not shown as one, by its number format or on the whole sheet."),
        marked(
            "Set the format to General, and let Excel show zeros (Options, Advanced); clear what is no 0."
        ),
    ),
    "placeholder": _error(
        marked("This only stands for what should be here."),
        marked("Write it out, also where it is the same as above; leave the cell empty if nobody knows it."),
    ),
    "cadre-unnamed": _warning(
        marked("This does not say who is paired with the household: no name stands here."),
        marked(
            "Write the cadre's name, also where a post says it; leave the cell empty if nobody is paired."
        ),
    ),
    "phone-missing": _warning(
        marked("No phone: nobody can be asked if something is wrong."), marked("Add a phone number.")
    ),
    # --- rows and tables ---------------------------------------------------------------------------------
    "row-unreadable": _error(
        marked("The row has neither a name nor an identity number, but is not empty."),
        marked("Complete the row, or delete it if it is a remark."),
    ),
    "row-above-heading": _error(
        marked("An identity number stands above the first heading that is known: the row was not read."),
        marked(
            "Put headings like 户主姓名, 身份证号, 建档状态 above the row, or move it under the table's own."
        ),
    ),
    "heading-unknown": _error(
        marked("This heading is not known: {count} people in the rows under it were not read ({rows})."),
        marked("Write headings like 户主姓名, 身份证号, 建档状态 in this row, or delete the rows."),
    ),
    "member-without-head": _error(
        marked("To which household this person belongs cannot be told: the person was put into none."),
        marked(
            "A head: write 户主 under 与户主关系, and the name and number in their columns. A member: put "
            "the row right under its head, or write the head's number into a column 户主身份证号. Where that "
            "is there: no head has this number, or two have the name; compare with the head's row."
        ),
    ),
    "member-like-household": _error(
        marked(
            "The row seems a member's, of no household that can be told, and says what only a household "
            "says: it is held as one."
        ),
        marked(
            "A head: write 户主 under 与户主关系, and the name and number in their columns. A member: put "
            "the row right under its head, or write the head's number into a column 户主身份证号."
        ),
    ),
    "members-by-place": _warning(
        marked(
            "Nothing stands there that only a household says, so it was read as members of the household "
            "above: rows {rows} ({count} in all)."
        ),
        marked("If one is a household of its own, fill in what it lacks, 建档状态 above all."),
    ),
    "members-like-heads": _warning(
        marked(
            "Rows {rows} ({count}) have a relation and are read as members, though an account or what their "
            "head's row says stands there, too."
        ),
        marked("If one is a household of its own, write 户主 under 与户主关系."),
    ),
    "members-by-name": _warning(
        marked(
            "Rows {rows} ({count}) name their head without a number: they were put into the household of the "
            "only head in this file who has that name."
        ),
        marked("To be sure, write the head's number into a column 户主身份证号."),
    ),
    "head-differs": _error(
        marked(
            "This row repeats a household, but says {found} under {field}, and the other does not: {others}."
        ),
        marked("Write the same in both rows, or leave it blank in this one."),
    ),
    "head-named-otherwise": _error(
        marked("This row is called its household's head, but the column of heads names another: {said}."),
        marked("Write who heads the household in both columns, or correct 与户主关系."),
    ),
    "number-twice": _error(
        marked("Two people of one household have the same identity number: {one} and {other}."),
        marked("Compare both with the card or the household register, and correct the one that is wrong."),
    ),
    "two-heads": _error(
        marked("Among the household's members another is called its head: {found}."),
        marked("If that is a household of its own, give it a row of its own; if not, correct 与户主关系."),
    ),
    "names-two": _error(
        marked("The row names one person, and as head of the household another: {said}."),
        marked(
            "Write into both columns whose household it is, with that person's number and account; "
            "list the other in a row below, with 与户主关系."
        ),
    ),
    "relation-unknown": _warning(
        marked("{field} is not one of {allowed}; the person is read as a member of the household above."),
        marked("Choose one of these words."),
    ),
    "member-like-head": _error(
        marked("This member's row says of itself what only a household says: {said}."),
        marked("If it is a household of its own, write 户主 under 与户主关系; if not, clear these cells."),
    ),
    "member-id-missing": _warning(
        marked("A member without identity number cannot be looked for in other households."),
        marked("Add the number from the card or the household register."),
    ),
    "members-differ": _warning(
        marked("The household size is {found}, but the people listed (head included) are {listed}."),
        marked("Correct the size, or list the people who are missing."),
    ),
    "column-missing": _error(
        marked("The table has no column {field}, which the decision needs."),
        marked(
            "Add the column under that heading and fill it in; if it is there under another, write this one."
        ),
    ),
    "column-clash": _error(
        marked("More than one column claims to be {field}: {headings}. None of them was read."),
        marked("Rename or delete all but one."),
    ),
    "column-unknown": IssueKind(
        Severity.ADVICE,
        marked("This column is not one of the roster's and was not read."),
        marked("Nothing to do, unless it is meant to be one of them: then write that heading."),
    ),
    "column-asks": _warning(
        marked("This column asks something of each household, with yes and no, and was not weighed."),
        marked(
            "If one of these answers means that a household does not count, write 不发放 under 备注 there."
        ),
    ),
    "column-weighed": IssueKind(
        Severity.ADVICE,
        marked("Of this column only was weighed whether it speaks against paying, or names another amount."),
        marked("Nothing to do; nobody is granted anything for it."),
    ),
    "column-near": _warning(
        marked("This column is not one of the roster's and was not read; it looks like {near_field}."),
        marked(
            "If it is meant to be that, write just {heading}, in one row; or check with --map '{binding}'."
        ),
    ),
    "members-unread": _warning(
        marked("This column tells of members and was not read: none of them is looked for elsewhere."),
        marked(
            "List them in rows under their head, or in columns 成员姓名, 与户主关系, 成员身份证号; if it "
            "only counts them, write 家庭人口."
        ),
    ),
    "column-unnamed": _warning(
        marked(
            "A column without a heading was not read. Rows of people with an entry in it: {rows} ({found})."
        ),
        marked(
            "If it is one of the roster's columns, write its heading above it. If it says who must not be "
            "paid, call it 备注."
        ),
    ),
    "file-unread": _error(marked("The file was not read. {words}"), "{mend}"),
    "file-unread-kept": IssueKind(
        Severity.WARNING,
        marked("The file was not read anew. {words} It has not changed since it was filed: that counts."),
        "{mend}",
    ),
    "file-unread-withdrawn": _error(
        marked(
            "The file was not read. {words} What was filed of it before is taken out: nobody is paid by it."
        ),
        "{mend}",
    ),
    "file-no-roster": IssueKind(
        Severity.ADVICE,
        marked("The file was passed over. {words}"),
        marked("Nothing to do, unless it is meant to be a roster."),
    ),
    "file-replaced": IssueKind(
        Severity.ADVICE,
        marked("The file was passed over: {copy} is its corrected copy, and counts in its place."),
        marked(
            "Move it out of the folder. If it is to count itself, take the copy out: warmth withdraw {copy}."
        ),
    ),
    "file-twice": IssueKind(
        Severity.ADVICE,
        marked("The file was passed over: it is the same as {twin}, which counts."),
        marked("Nothing to do; keep one of the two files."),
    ),
    "roster-gone": _error(
        marked(
            "This roster is filed, but its file is gone; so many people in it stand elsewhere too: {count}."
        ),
        marked(
            'If the file was renamed, or another one is in its place, type: warmth withdraw "{name}"; then '
            "check again."
        ),
        in_roster=False,
    ),
    "copy-taken": IssueKind(
        Severity.ADVICE,
        marked(
            "This is the corrected copy of {original}, and counts in its place, with all of its {before} "
            "households."
        ),
        marked("Nothing to do; keep one of the two files."),
    ),
    "copy-loss": _warning(
        marked("The annotated copy does not keep {what}."),
        marked("The roster itself is untouched: where that matters, correct it there."),
    ),
    "copy-short": _error(
        marked(
            "This is the corrected copy of {original}, and counts in its place; but households of that are "
            "not in it ({missing} of {before}): {found}."
        ),
        marked(
            "If the others still count, put them back into this file, and check it again. If they shall not: "
            "warmth withdraw FILE, and then check it again."
        ),
    ),
    "sheet-unread": _error(
        marked(
            "The sheet has no heading row that is known and was not read; rows with identity numbers: {rows}."
        ),
        marked("Put headings like 户主姓名, 身份证号, 建档状态 above them, or delete the sheet."),
    ),
    "sheet-form": _error(
        marked(
            "The sheet is a form and no table, and was not read: 身份证号 stands beside its number and not "
            "over it; rows with identity numbers: {rows}."
        ),
        marked(
            "Enter the household into the roster, in one row. Where each household has a column, copy the "
            "area in Excel and paste it transposed (选择性粘贴 → 转置)."
        ),
    ),
    "sheet-hidden": _warning(
        marked("The sheet is hidden, and was read like the others; households on it: {households}."),
        marked("Unhide the sheet and see whether they belong here."),
    ),
    "sheet-passed-over": IssueKind(
        Severity.ADVICE,
        marked("The sheet has no table of households and was passed over."),
        marked("Nothing to do, unless it is meant to hold a roster."),
    ),
    "sheet-sample": _warning(
        marked(
            "The sheet's name says that it is a sample: it was passed over. Rows of people on it: {rows}."
        ),
        marked("If they are real households, give the sheet another name."),
    ),
    "sheet-payout-list": _warning(
        marked(
            "The sheet is a payout list that warmth wrote, and holds no new entries: it was passed over. "
            "Rows of people on it: {rows}."
        ),
        marked("If somebody was added to it, write the household into a roster."),
    ),
    "sheet-set-aside": _error(
        marked("The sheet's name, {sheet}, says that its households may not count: they are held."),
        marked("Delete the sheet if they do not count; if they do, give it another name."),
    ),
    "sheet-name-unread": _warning(
        marked(
            "The program does not understand the sheet's name, {found}: it may say that its households "
            "do not count."
        ),
        marked(
            "Delete the sheet if they do not count; if they do, give it the name of their union, or 花名册."
        ),
    ),
    "file-set-aside": _error(
        marked("The file's name, {found}, says that its households may not count: they are held."),
        marked("Take the file out if they do not count; if they do, give it another name."),
    ),
    "title-set-aside": _error(
        marked(
            "The title is of a past year: {found}. The household is held, since the list may be an old one."
        ),
        marked("Check this year's list; if it is the right one, correct the year in its title."),
    ),
    "colour-set-aside": _error(
        marked(
            "Words beside the table say that a colour or a mark means who may not count: {found}. "
            "Neither is read."
        ),
        marked("Delete those rows, or write 不发放 under 备注 in each; then take these words out."),
    ),
    "colours-unread": _warning(
        marked("Words beside the table say what a colour or a mark means, and neither is read: {found}."),
        marked("Write what it says into a column of the roster, or under 备注."),
    ),
    "note-set-aside": _error(
        marked("The remark speaks against paying the household: {found}. It is held."),
        marked(
            "Delete the row if it does not count, and mend what the remark names; if all is right, take the "
            "remark out."
        ),
    ),
    "note-unread": _warning(
        marked("The program does not understand the remark, which may speak against paying."),
        _JUDGE,
    ),
    "comment-set-aside": _error(
        marked("A comment on the row speaks against paying the household: {found}. It is held."),
        marked("Delete the row if it does not count; if all is right, take the comment out."),
    ),
    "column-set-aside": _error(
        marked("The column {heading} says that the household may not count: {found}. It is held."),
        marked("Delete the row if it does not count; if it does, correct the entry in this column."),
    ),
    "verdict-unread": _warning(
        marked("The program does not understand this entry of {heading}, which may speak against paying."),
        _JUDGE,
    ),
    "line-set-aside": _error(
        marked("Words above say that who stands below may not count: {found}. The household is held."),
        marked("Delete the row if it does not count; if it does, put it above those words."),
    ),
    "line-against": _error(
        marked("A line beside the rows says that this household may not count: {found}. It is held."),
        marked("Delete the household's row if it does not count; if it does, delete that line."),
    ),
    "line-unread": _warning(
        marked(
            "The program does not understand this line, which may speak against paying households beside it."
        ),
        marked(
            "Read it before the list is signed. Whoever must not be paid: write 不同意 under 人工认定 in "
            "the row. Then delete the line."
        ),
    ),
    "same-number": _warning(
        marked("This household has the same 序号 as the one above it, {found}: both may be one household."),
        marked(
            "If they are one, make the second person a member of it (与户主关系): only one of them is paid. "
            "If not, give each a number of its own."
        ),
    ),
    "sum-differs": _warning(
        marked("This sum says {found}, and {read} households were read of those that it may count."),
        marked(
            "Compare the list with the sum: a household may be missing, or stand in it twice. "
            "Correct the one that is wrong."
        ),
    ),
    "line-contradicted": _error(
        marked("{field} is {found}, but words above, or on the sheet's tab, say of all below: {words}."),
        marked("Correct the one that is wrong, or put the row where it belongs."),
    ),
    "cell-struck": _error(
        marked("The cell, or some of its words, is struck through: what holds is not known."),
        marked("Leave in the cell only what holds, and take the line through it away."),
    ),
    "cell-over-several": _error(
        marked("This cell is merged over several households: whose {field} it is cannot be told."),
        marked("Unmerge the cell, and type for each household what is its own."),
    ),
    "row-struck": _error(
        marked("The row is struck through: whether it counts is not known, and it is held."),
        marked("Delete the row if it does not count; if it does, take the line through it away."),
    ),
    "row-sample": _warning(
        marked("The row says that it is a sample: it was passed over."),
        marked("If it is a real household, take that word out."),
    ),
    "rows-prefilled": IssueKind(
        Severity.ADVICE,
        marked(
            "Nobody stands in these rows, only what is the same in all of them: they were passed over; rows "
            "{rows} ({count} in all)."
        ),
        marked("Nothing to do; where somebody belongs, write name and identity number."),
    ),
    "rows-hidden": _warning(
        marked("Hidden rows with people were read like the others: rows {rows} ({count} in all)."),
        marked("Show them (a filter hides rows, too) and see whether they belong here."),
    ),
    "comments-unread": _warning(
        marked(
            "People's cells have comments (批注), of which only what speaks against paying is read: rows "
            "{rows} ({count} in all)."
        ),
        marked("See what they say; what counts belongs into its column, or under 备注."),
    ),
    "heading-comment": _warning(
        marked("A comment (批注) on the heading, or on a line above it, is not read: {said}."),
        marked("If it changes what a column holds, say so in the heading itself, and check again."),
    ),
    "box-unread": _warning(
        marked("A box (文本框) over the sheet is not read: {found}."),
        marked("See what it says; what counts belongs into a cell."),
    ),
    "box-against": _error(
        marked("A box (文本框), or the head or foot of the page, puts the rows in doubt: {found}."),
        marked("Delete those words if they do not hold; if they do, write into the cells what holds."),
    ),
    "columns-hidden": _warning(
        marked("Hidden columns were read like the others: {columns}."),
        marked("Show them and see whether what stands there is right."),
    ),
    # --- what the decision lacks -------------------------------------------------------------------------
    "missing": _error(marked("{field} is blank, and the decision needs it."), marked("Fill it in.")),
    "union-doubtful": _error(
        marked(
            "A line above may name another union: {found}. It is open whose household this is; before that "
            "line the union was {union}."
        ),
        marked(
            "Fill in a column 填报单位, or write 填报单位：… in that line; delete a line that names none."
        ),
    ),
    "union-blank": _error(
        marked(
            "The cell is blank. It may be of {found}, which stands above it, or of {union}, the union of the "
            "whole table."
        ),
        marked("Write the union into every row that has none, or merge the cells of one union."),
    ),
    "union-overruled": _warning(
        marked("{found} is named here, yet the households count as of {union}, which --union names."),
        marked("If they are of the union that is named here, check again without --union."),
    ),
    "union-missing": _error(
        marked("No union is named: neither in a column {field}, nor in a line above the table."),
        marked("Fill the column in, write a line 填报单位：… above the table, or check with --union NAME."),
    ),
    "unread": _error(
        marked("{field} could not be read, and the decision needs it."),
        marked("Mend first what is said of that cell, or of its column."),
    ),
    "day-missing": _error(
        marked("{field} is {found}, without a day; clause {clause} asks for {required}: the day decides."),
        marked("Type the day too, like 2021-12-03."),
    ),
    "undecided": _error(marked("{field} is blank, and someone must decide."), marked("{words}")),
    "person-must-judge": _error(
        marked("{field} is {found}; clause {clause} names {required} and leaves the rest to a person."),
        marked("{words}"),
    ),
    "members-contradict": _error(
        marked("The household size is {found}, but the people listed (head included) are {listed}."),
        marked("Correct the size, or list the people who are missing: the income is divided by it."),
    ),
    "income-contradiction": _error(
        marked("The yearly income and the monthly one per head contradict each other: {found}."),
        marked("Correct the one that is wrong; they may differ by 0.01 yuan per head and month."),
    ),
    "standard-missing": _error(
        marked("No minimum living standard is known for {district} on {day}."),
        marked("{known}Add these lines to {path} with the published figure and its source:\n{lines}"),
        in_roster=False,
    ),
    "standard-old": _warning(
        marked("The standard of {district} has been in force since {since}, more than 12 months before."),
        marked("Check whether a newer figure was published, and add it to {path}."),
        in_roster=False,
    ),
    "standard-yearly": _error(
        marked("The standard of {district} is {monthly} yuan a month: no place has so much. Is it a year's?"),
        marked("Write what one head gets in a month into {path}: a year's figure is divided by 12."),
        in_roster=False,
    ),
    "account-missing": _error(
        marked("No account to pay to: cash is not allowed (clause {clause})."),
        marked("Add the bank account of the head of the household."),
    ),
    "payment-not-met": _error(
        marked("{field}: found {found}; clause {clause} asks for {required} before anything is paid."),
        marked("Correct the entry, or clear it with the rights department."),
    ),
    "account-holder-differs": _error(
        marked("The account is held by {found}, not by the head of the household."),
        marked("Give an account in the head's own name, or clear it with the rights department."),
    ),
    "account-shared": _warning(
        marked("The same account stands in another household: {others}."),
        marked("Compare both cards: an account belongs to one person."),
    ),
    "amount-differs": _warning(
        marked("The roster does not name the amount that the notice gives this household: {due} yuan."),
        marked(
            "The notice decides what is paid. If another grant is due, mend what it depends on: 建档状态, "
            "困难类别, 省总领导走访; else nothing need be done."
        ),
    ),
    "person-twice": _error(
        marked("This person is in more than one household; also at {others}."),
        marked(
            "If the names differ, a number is mistyped: compare it with the card. Else keep the person in "
            "one of them; of two sheets that list the same people, as 汇总 does, delete one. If one file "
            "replaces the other, take the old one out: warmth withdraw FILE."
        ),
    ),
    "person-two-numbers": _error(
        marked("The same name and account stand under another identity number; also at {others}."),
        marked("Compare both with the card, and correct the number, or the account, that is wrong."),
    ),
    "condition-not-met": IssueKind(
        Severity.REASON,
        marked("{field}: found {found}; clause {clause} asks for {required}."),
        marked("Nothing to do, unless the entry is wrong."),
    ),
    "no-grant": IssueKind(
        Severity.REASON,
        marked("The notice has no grant for {field} {found}."),
        marked("Nothing to do, unless the entry is wrong."),
    ),
    # --- what was paid before ----------------------------------------------------------------------------
    "paid-before": _error(
        marked("A person of this household was already paid in batch {batch} of {notice}: {others}."),
        marked(
            "If both are one household (a corrected number, another head), it has been paid: nothing to do. "
            "If not, correct the number or the account that is wrong."
        ),
    ),
    "paid-once": _error(
        marked("This grant is given once, and {others} had it in batch {batch} of {notice}."),
        marked("If it is a new case, write 同意：再次发放 and why under 人工认定; otherwise 不同意."),
    ),
    "paid-otherwise": _warning(
        marked("Paid {paid} yuan in batch {batch}; by today's rosters the outcome would be {now}."),
        marked("What is paid stays in the list. Settle the difference outside the program, and note it."),
        in_roster=False,
    ),
    "paid-other-account": _warning(
        marked("Batch {batch} has another account for this household than the roster has today."),
        marked(
            "The list and the bank's file keep the recorded one. If it is wrong, tell the bank before it"
            " pays, and note it."
        ),
        in_roster=False,
    ),
    "paid-row-gone": _warning(
        marked("Paid {paid} yuan in batch {batch}, but no filed roster has this household any more."),
        marked(
            "What is paid stays in the list. If its number was corrected or its head changed, nothing to do; "
            "if the row or the roster was taken out by mistake, put it back and check it again."
        ),
    ),
    # --- what a bank's file cannot hold --------------------------------------------------------------------
    "bank-characters": _error(
        marked("{name} is not in the bank's file: {heading} holds {signs}, which it cannot hold as it is."),
        marked("Ask the bank how it writes this, and pay this one singly; or choose another --profile."),
    ),
    "bank-too-long": _error(
        marked("{name} is not in the bank's file: {heading} has {length} characters, the bank takes {most}."),
        marked("Ask the bank how it shortens this, and pay this one singly; or choose another --profile."),
    ),
    "bank-holder-differs": _error(
        marked(
            "{name} is not in the bank's file: it holds an identity number, and the account is {found}'s."
        ),
        marked("Pay this one singly, or by a profile without identity numbers."),
    ),
    "bank-blank": _warning(
        marked("{heading} is blank in the bank's file."),
        marked("Ask the bank whether it needs it. Write it into the roster for the next batch."),
    ),
    "bank-few-rows": _warning(
        marked("The bank takes {least} rows and more in one file; a file has fewer: {count}."),
        marked("Ask the bank, or pay these singly."),
    ),
    # --- figures of the statistical tables -----------------------------------------------------------------
    "figure-unknown": _error(
        marked("No figure is called {found}. Nearest names: {near}."),
        marked("Write a name or a meaning exactly as warmth annex --list prints it."),
    ),
    "figure-value": _error(
        marked("{figure}: {found} is no number of {unit}, and the figure stays blank."),
        marked("Type digits only; 0 if there is nothing, and leave the cell empty if nobody knows."),
    ),
    "figure-absurd": _error(
        marked("{figure}: {found} {unit} is more than any union has, and the figure stays blank."),
        marked("Check the number, and whether it is in {unit}."),
    ),
    "figure-measure": _error(
        marked("{figure} is counted in {unit}, and here stands {found}: the figure stays blank."),
        marked("Convert the number, and write {unit}."),
    ),
    "figure-format": _error(
        marked("{figure}: the number format {format} shows another number than {found}; it stays blank."),
        marked("Give the column a plain number format, and check the number."),
    ),
    "figure-given": _error(
        marked("{figure} is counted from rosters and payments; {found} was not taken."),
        marked("Clear the cell. If the figure in the table is wrong, correct the rosters."),
    ),
    "figure-twice": _error(
        marked("{figure} stands twice for one unit, also at {others}: neither is taken."),
        marked("Clear one of the two."),
    ),
    "figure-differs": _error(
        marked("{figure} is {found} here, but another number at {others}: the figure stays blank."),
        marked("Ask which one is right, and correct the other."),
    ),
    "figure-sum": _error(
        marked("{figure} of all units is {found}, but theirs add up to {sum}: the figure stays blank."),
        marked("Correct the one that is wrong, or clear the figure of all units."),
    ),
    "figure-union-blank": _error(
        marked("The row names no unit, though one above it does: it is open whose figure this is."),
        marked("Write the unit into each row, or 全部 where the figure is that of all units together."),
    ),
    "figure-union-new": _warning(
        marked("No roster is filed of {found}; it is added up as a unit of its own. Like it: {near}."),
        marked("If a unit of the rosters is meant, write its name as there."),
    ),
    "form-loss": _warning(
        marked("The filled form does not keep {what}."),
        marked("Put it back by hand in the filled form, or take it out of the blank one."),
    ),
    "form-unit": _warning(
        marked("An amount is written in {unit} here, and the form speaks of {found} in {where}."),
        marked("For an amount in yuan write 元 behind the name, within the braces; else correct the form."),
    ),
    "form-sum-open": _warning(
        marked("This formula reckons with cells that are still blank, and may count them as 0: {cells}."),
        marked("Fill those cells in first; until then its result is not complete."),
    ),
    "advice": IssueKind(
        Severity.ADVICE,
        "{words}",
        marked("Clause {clause} speaks of it: see to it, or correct the entry if it is wrong."),
    ),
    "advice-warning": _warning(
        "{words}", marked("Clause {clause} speaks of it: see to it, or correct the entry if it is wrong.")
    ),
}

OF_NO_HOUSEHOLD = frozenset(
    ("row-unreadable", "row-above-heading", "heading-unknown", "member-without-head", "sheet-unread")
)
"""Issues of people who are in no household, and may be one that must be paid."""
