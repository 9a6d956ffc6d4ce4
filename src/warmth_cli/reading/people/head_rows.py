"""The row of a head begins a household, with what it says against paying, or against itself."""

from collections.abc import Iterator, Mapping

from warmth_cli.fields import FIELDS
from warmth_cli.identity import CARD_LENGTHS, UNION_PAY, hidden, is_child, passes_luhn, person_key
from warmth_cli.issues import Issue
from warmth_cli.reading.cells.names import person_name
from warmth_cli.reading.cells.typed_numbers import is_phone
from warmth_cli.reading.cells.values import Value
from warmth_cli.reading.people.draft import Draft
from warmth_cli.reading.words import against_status
from warmth_cli.reading.words.astray import FIELDS_ASTRAY, is_astray
from warmth_cli.reading.words.plain_remarks import is_plain_remark
from warmth_cli.reading.words.remarks import holds, says_left, says_less


def begin_household(head: Draft, union: str, unbound: frozenset[str], year: int) -> None:
    """Make a row a household's, and say what is wrong with it.

    `union` stands where the row names none, `unbound` are the fields whose column is not read, `year` is the
    notice's.
    """
    if union := head.union or union or head.group:
        if head.union_above and not head.union and "union" not in head.values:
            head.issues.append(head.issue("union-blank", "union", head.union_above, union=union))
        head.values.setdefault("union", union)
    _take_shared(head)
    head.unread |= unbound
    if "phone" in head.at and "phone" not in head.values:
        head.issues.append(head.issue("phone-missing", "phone"))
    number = str(head.values.get("id_number", ""))
    if is_child(number, year):
        head.issues.append(head.issue("head-child", "id_number", number, born=number[6:10]))
    note = str(head.values.get("note", ""))
    if holds(note, year):
        head.issues.append(head.issue("note-set-aside", "note", note))
    elif note and _must_be_read(head, note):
        head.issues.append(head.issue("note-unread", "note", note))
    head.issues.extend(map(head.barred, head.against))
    head.issues.extend(_named_otherwise(head))
    for each in against_status.contradictions(head.values):
        differs = {"other_field": each.other, "said": each.said}
        head.issues.append(head.issue("status-contradicted", each.field, each.found, **differs))
    for name in FIELDS_ASTRAY:
        if is_astray(words := head.values.get(name)):
            head.issues.append(head.issue("column-set-aside", name, str(words), heading=FIELDS[name].heading))
    account = str(head.values.get("account", ""))
    if repeats := _repeated(account, head.values):
        head.issues.append(head.issue(repeats, "account", account))
    if len(account) in CARD_LENGTHS and not passes_luhn(account):
        head.issues.append(head.issue("account-luhn", "account", account))
    elif account.startswith(UNION_PAY) and len(account) not in CARD_LENGTHS:
        head.issues.append(head.issue("account-length", "account", account, length=str(len(account))))


def _must_be_read(head: Draft, note: str) -> bool:
    """Whether only a person can tell what a remark means for its household, and none has yet."""
    known = "finding" in head.values or says_left(note) or says_less(note)
    return not known and not is_plain_remark(note)


def _take_shared(head: Draft) -> None:
    """A merged cell speaks for each household that it spans, where a row says of itself that it is one, as
    head or with an account of its own: any other may be a member's."""
    is_head = head.values.get("relation") == "户主" or "account" in {*head.values, *head.unread}
    for name, value in head.shared.items() if is_head else ():
        if value is None:
            head.unread.add(name)
        else:
            head.values.setdefault(name, value)


def _named_otherwise(head: Draft) -> Iterator[Issue]:
    """Columns of the heads, beside those of each person, in which the row of a head names another one."""
    unrelated = "relation" not in head.at
    if not unrelated and head.values.get("relation") != "户主":
        return
    code = "names-two" if unrelated else "head-named-otherwise"
    name, named = head.values.get("name"), person_name(head.head_name)
    if name and named and name != named:
        yield head.issue(code, "name", str(name), said=named)
    number, given = (str(head.values.get(field) or "") for field in ("id_number", "head_id"))
    if number and given and person_key(number) != person_key(given):
        yield head.issue(code, "id_number", number, said=hidden(given))


def _repeated(account: str, values: Mapping[str, Value]) -> str:
    """What is wrong with an account that only repeats the number or the phone of its row; else ""."""
    if account and account == values.get("id_number"):
        return "account-is-id"
    return "account-is-phone" if account and is_phone(account, str(values.get("phone", ""))) else ""
