"""What `--json` prints: one document for each command, its fields fixed, numbers of people hidden.

They are hidden in the names of files and sheets, too: a roster may be called by somebody's number. A program
that opens the files it reads of asks with --show-ids; what the command line itself named (`ledger`, `out`,
`annotated`) is as it was typed.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warmth_cli.household import Place
from warmth_cli.identity import hidden, without_long_numbers
from warmth_cli.issues import Issue
from warmth_cli.language import say
from warmth_cli.payouts import Line, Payment
from warmth_cli.shown import found, spoken, yuan

if TYPE_CHECKING:  # each command brings its own libraries, and needs none of the others'
    from warmth_cli.commands.annex import Annexed
    from warmth_cli.commands.bank import Banked
    from warmth_cli.commands.check import Checked
    from warmth_cli.commands.explain import Explained, Match
    from warmth_cli.commands.export import Exported
    from warmth_cli.commands.lists import Lists
    from warmth_cli.commands.payouts import PaidOut
    from warmth_cli.commands.publish import Published
    from warmth_cli.commands.report import Reported
    from warmth_cli.commands.reprint import Reprinted
    from warmth_cli.commands.survey import Totals
    from warmth_cli.figures.figure import Figure, Filled
    from warmth_cli.rulebook.grounds import Ground
    from warmth_cli.writing.explanation import Explanation

Document = dict[str, Any]


def check(checked: "Checked", show_ids: bool) -> Document:
    """The document of `warmth check`, which must have kept every line."""
    return {
        "notice": checked.rules.pack.notice.id,
        "files": [
            {
                "file": _words(sheet.file, show_ids),
                "sheet": _words(sheet.name, show_ids),
                "rows": sheet.rows,
                "households": sheet.households,
                "member_rows": sheet.member_rows,
                "unreadable": sheet.unreadable,
            }
            for sheet in checked.sheets
        ],
        "issues": [_issue(issue, show_ids) for issue in checked.issues],
        "totals": _totals(checked.totals),
        "annotated": str(checked.annotated) if checked.annotated else None,
        "decisions": _decisions(checked.lines, recorded=False, show_ids=show_ids),
    }


def payouts(paid: "PaidOut", ledger: Path, show_ids: bool) -> Document:
    """The document of `warmth payouts`."""
    return {
        "notice": paid.rules.pack.notice.id,
        "year": paid.rules.pack.notice.year,
        "ledger": str(ledger),
        "readings": dict(paid.rules.readings),
        "batch": paid.batch,
        **_lists(paid.lists),
        "totals": _totals(paid.totals),
        "issues": [_issue(issue, show_ids) for issue in paid.issues],
        "decisions": [
            *_decisions(paid.settlement.lines, recorded=paid.batch is not None, show_ids=show_ids),
            *(_stray(payment, show_ids) for payment in paid.settlement.strays),
        ],
    }


def reprint(reprinted: "Reprinted", ledger: Path, show_ids: bool) -> Document:
    """The document of `warmth payouts --batch N`."""
    content = reprinted.content
    return {
        "notice": content.rules.pack.notice.id,
        "year": content.rules.pack.notice.year,
        "ledger": str(ledger),
        "readings": reprinted.batch.readings,
        "batch": reprinted.batch.number,
        "recorded_on": reprinted.batch.recorded_on,
        **_lists(reprinted.lists),
        "households": len(content.payments),
        "amount": yuan(content.amount),
        "payments": [_payment(payment, show_ids) for payment in content.payments],
    }


def bank(banked: "Banked", ledger: Path, show_ids: bool) -> Document:
    """The document of `warmth bank`: files and refused rows, which together are the batch."""
    file = banked.file
    return {
        "notice": banked.rules.pack.notice.id,
        "year": banked.rules.pack.notice.year,
        "ledger": str(ledger),
        "batch": file.batch.number,
        "profile": banked.profile,
        "files": [{"out": str(path), **_sum(part)} for path, part in banked.paths],
        "written": _sum(file.payments),
        "refused": _sum(file.refused) | {"rows": [_payment(each, show_ids) for each in file.refused]},
        "total": _sum((*file.payments, *file.refused)),
        "issues": [_issue(issue, show_ids) for issue in file.issues],
    }


def _sum(payments: Sequence[Payment]) -> Document:
    return {"households": len(payments), "amount": yuan(sum(payment.amount for payment in payments))}


def annex(annexed: "Annexed", ledger: Path) -> Document:
    """The document of `warmth annex`: every figure by name; a blank one has no value, and says why."""
    from warmth_cli.figures.figure import figure_text

    counted = annexed.counted
    return {
        "notice": annexed.rules.pack.notice.id,
        "year": annexed.rules.pack.notice.year,
        "ledger": str(ledger),
        "out": str(annexed.out),
        "office": without_long_numbers(counted.office) or None,
        "added": [
            {"office": without_long_numbers(each.office), "file": without_long_numbers(each.file)}
            for each in counted.added
        ],
        "issues": [_issue(issue, show_ids=False) for issue in annexed.issues],
        "figures": {each.figure.name: _filled(each) for each in counted.whole},
        "units": {
            without_long_numbers(unit.office): {
                each.figure.name: figure_text(each.value, each.figure.unit) for each in unit.figures
            }
            for unit in annexed.units
        },
    }


def figures(known: Iterable["Figure"]) -> Document:
    """The document of `warmth annex --list`."""
    return {"figures": {figure.name: _figure(figure) for figure in known}}


def _figure(figure: "Figure") -> Document:
    return {
        "form": figure.form,
        "meaning": say(figure.meaning),
        "unit": figure.unit,
        "source": figure.source,
    }


def _filled(filled: "Filled") -> Document:
    from warmth_cli.figures.figure import figure_text

    return {
        **_figure(filled.figure),
        "value": figure_text(filled.value, filled.figure.unit),
        "filled": filled.value is not None,
        "gap": filled.gap,
        "blocking": [_place(place, show_ids=False) | {"row": place.row or None} for place in filled.blocking],
        "lacking": [without_long_numbers(office) for office in filled.lacking],
    }


def export(exported: "Exported", ledger: Path) -> Document:
    """The document of `warmth export`: how much was written, and every field that somebody lacks."""
    counted = exported.counted
    return {
        "notice": exported.rules.pack.notice.id,
        "ledger": str(ledger),
        "out": str(exported.out),
        "households": counted.households,
        "members": counted.members,
        "payments": counted.payments,
        "amount": yuan(counted.amount),
        "missing": [
            {
                "sheet": each.sheet,
                "field": each.entry.heading,
                "required": each.entry.required,
                "asked": each.asked,
                "missing": each.lacking,
            }
            for each in counted.missing()
        ],
    }


def explain(explained: "Explained", ledger: Path, show_ids: bool) -> Document:
    """The document of `warmth explain`: who fits and, of a single household, why it gets what it gets."""
    told = explained.explanation
    return {
        "notice": explained.rules.pack.notice.id,
        "ledger": str(ledger),
        "matches": [_match(match, show_ids) for match in explained.matches],
        "explanation": _explanation(told, show_ids) if told else None,
        "out": str(explained.out) if explained.out else None,
    }


def _match(match: "Match", show_ids: bool) -> Document:
    household = match.household
    number = household.id_number or ""
    return {
        **_place(household.place, show_ids),
        "union": _words(household.union, show_ids),
        "name": _words(household.name, show_ids),
        "id_number": (number if show_ids else hidden(number)) or None,
        "member": _words(match.member.name, show_ids) if match.member else None,
        "outcome": str(match.line.outcome) if match.line else None,
    }


def _explanation(told: "Explanation", show_ids: bool) -> Document:
    line, own = told.line, told.own.payment if told.own else None
    decision = _line(line, False, show_ids) if line else _stray(own, show_ids) if own else None
    return {
        "decision": decision,
        "conditions": [_ground(each, show_ids) for each in told.grounds],
        "standard": told.living or None,
        "recorded_conditions": [_ground(each, show_ids) for each in told.recorded],
        "notes": _reasons(line.notes if line else (), show_ids),
        "members": [
            {
                "name": _words(member.name, show_ids),
                "relation": member.relation,
                "id_number": member.id_number if show_ids else hidden(member.id_number or "") or None,
                "row": member.row,
            }
            for member in told.household.members
        ],
        "payments": [_stray(past.payment, show_ids) | {"day": past.day} for past in told.payments],
        "elsewhere": [
            {
                "name": _words(each.name, show_ids),
                "head": _words(each.head, show_ids),
                **_place(each.place, show_ids),
            }
            for each in told.elsewhere
        ],
        "clauses": {clause: say(told.rules.pack.clauses[clause]) for clause in told.clauses},
        "readings": {each.reading.id: each.value for each in told.readings},
    }


def _ground(ground: "Ground", show_ids: bool) -> Document:
    found = say(ground.found)
    return {
        "condition": say(ground.subject),
        "found": found if show_ids else hidden(found) if ground.secret else without_long_numbers(found),
        "required": say(ground.required),
        "result": ground.truth.value,
        "clause": ground.clause,
        "readings": list(ground.readings),
        "parts": [_ground(part, show_ids) for part in ground.parts],
        "sums": list(ground.sums),
    }


def publish(published: "Published", ledger: Path) -> Document:
    """The document of `warmth publish`: what the list comes to, and no names."""
    content = published.content
    return {
        "notice": content.notice.id,
        "year": content.notice.year,
        "ledger": str(ledger),
        "batch": content.batch,
        "households": len(content.payments),
        "amount": yuan(content.amount),
        "from": content.first.isoformat() if content.first else None,
        "until": content.last.isoformat() if content.last else None,
        "phone": content.phone or None,
        "masked": content.mask,
        "out": str(published.out),
    }


def report(reported: "Reported", ledger: Path) -> Document:
    """The document of `warmth report`: its sums, and every figure of the tables by name."""
    from warmth_cli.figures.figure import figure_text

    content = reported.content
    return {
        "notice": content.rules.pack.notice.id,
        "year": content.rules.pack.notice.year,
        "ledger": str(ledger),
        "households": len(content.payments),
        "amount": yuan(content.amount),
        "figures": {each.figure.name: figure_text(each.value, each.figure.unit) for each in content.figures},
        "issues": [_issue(issue, show_ids=False) for issue in reported.issues],
        "out": str(reported.out),
    }


def _issue(issue: Issue, show_ids: bool) -> Document:
    message, remedy = spoken(issue, show_ids)
    return {
        "code": issue.code,
        "severity": str(issue.severity),
        "file": _words(issue.file, show_ids),
        "sheet": _words(issue.worksheet, show_ids),
        "row": issue.row or None,
        "cell": issue.cell or None,
        "field": issue.field or None,
        "found": found(issue, show_ids),
        "message": message,
        "remedy": remedy,
    }


def _totals(totals: "Totals") -> Document:
    return {
        "rows": totals.rows,
        "granted": totals.granted,
        "refused": totals.refused,
        "held": totals.held,
        "unreadable": totals.unreadable,
        "new": totals.new,
        "amount": yuan(totals.amount),
    }


def _decisions(lines: Iterable[Line], *, recorded: bool, show_ids: bool) -> list[Document]:
    return [_line(line, recorded, show_ids) for line in lines]


def _line(line: Line, recorded: bool, show_ids: bool) -> Document:
    household, payment = line.household, line.payment
    grant = line.decision.grant
    number = household.id_number or ""
    return {
        **_place(household.place, show_ids),
        "union": _words(household.union, show_ids),
        "name": _words(household.name, show_ids),
        "id_number": (number if show_ids else hidden(number)) or None,
        "outcome": str(line.outcome),
        "grant": payment.grant if payment else None,
        "considered": grant.id if grant else None,
        "amount": yuan(payment.amount if payment else 0),
        "fund": payment.fund if payment else None,
        "clause": payment.clause if payment else line.decision.clause,
        "batch": payment.batch if payment and (recorded or not line.new) else None,
        "reasons": _reasons(line.reasons, show_ids),
    }


def _lists(lists: "Lists | None") -> Document:
    """Where the list is; with one for each union, what stands in each of them."""
    if lists is None:
        return {"out": None, "lists": [], "left_over": []}
    return {
        "out": str(lists.out),
        "lists": [
            {
                "union": without_long_numbers(each.union),
                "file": str(each.path),
                "households": len(each.content.payments),
                "amount": yuan(each.content.amount),
                "held": len(each.content.not_paid.held) if each.content.not_paid else None,
                "refused": len(each.content.not_paid.refused) if each.content.not_paid else None,
                "unreadable": each.content.not_paid.unreadable if each.content.not_paid else None,
            }
            for each in lists.unions
        ],
        "left_over": [str(path) for path in lists.left_over],
    }


def _stray(payment: Payment, show_ids: bool) -> Document:
    """A payment whose household is in no roster any more: it stays granted, where it stood."""
    return {
        **_payment(payment, show_ids),
        "outcome": "granted",
        "considered": payment.grant,
        "reasons": [],
    }


def _payment(payment: Payment, show_ids: bool) -> Document:
    """A payment as it was recorded."""
    return {
        **_place(payment.place, show_ids),
        "union": _words(payment.union, show_ids),
        "name": _words(payment.name, show_ids),
        "id_number": payment.id_number if show_ids else hidden(payment.id_number),
        "grant": payment.grant,
        "amount": yuan(payment.amount),
        "fund": payment.fund,
        "clause": payment.clause,
        "batch": payment.batch,
    }


def _place(place: Place, show_ids: bool) -> Document:
    return {
        "file": _words(place.file, show_ids),
        "sheet": _words(place.sheet, show_ids),
        "row": place.row,
    }


def _words(text: str | None, show_ids: bool) -> str | None:
    """A name as it stands, unless somebody wrote a number into it."""
    return text if show_ids or text is None else without_long_numbers(text)


def _reasons(issues: Iterable[Issue], show_ids: bool) -> list[Document]:
    return [
        {"code": issue.code, "message": message, "remedy": remedy, "cell": issue.cell or None}
        for issue in issues
        for message, remedy in [spoken(issue, show_ids)]
    ]
