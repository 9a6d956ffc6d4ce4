"""Which heading means which field: words of a data file, bound when equal, never when similar.

`rules/headings.toml` ships; an office may add a file of its own, and a clerk may bind a heading by hand.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as kept
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from warmth_cli.fields import FIELDS, HEAD_ID, Field, Kind
from warmth_cli.issues import stop
from warmth_cli.language import marked
from warmth_cli.national_form import national_form
from warmth_cli.pattern import pattern
from warmth_cli.reading.headings import heading_remarks as remarks
from warmth_cli.reading.headings.heading import ARROW, Heading, is_counted_otherwise, joined, without_year
from warmth_cli.reading.headings.near import is_prose, most_like
from warmth_cli.reading.headings.options import without_options
from warmth_cli.reading.headings.own_headings import own_headings
from warmth_cli.reading.words.verdicts import Verdict, of_other_money

_CHINESE_AND_ENGLISH = pattern(r"(.*[\u4e00-\u9fff])/?([a-z][a-z .']+)")
_EITHER = pattern("[/、或]")
PLACE = "([0-9一二三四五六七八九]?)"
_OF_BEFORE = pattern("[原旧曾]|之前|以前|(?:19|20)\\d\\d年?")
_OF_THIS_TIME = pattern("本次|此次|本年度?|今年|当年|[两双]节|元旦|春节|最终|建议|继续")
"""What 是否发放 may be asked of, and asks the same: 本次是否发放, 最终是否发放."""
_BUT_THE_HEAD = pattern(
    r"\((?:不含|不包括|除|含|包括)(?:户主|职工|申请人)?(?:本人)?(?:以?外)?\)|\((?:户主|职工|申请人)?(?:本人)?(?:以外|除外)\)"
)
"""What may be said of members in brackets: 家庭成员情况（不含本人）."""
_MOST_KEPT = 10_000
"""Headings of which it is remembered what they mean."""


class OfMember(NamedTuple):
    """What a column beside the head says of a member: the name, the number or the relation of `who`.

    `place` is the number by which members are told apart: 成员2姓名, 成员姓名2.
    """

    who: str
    what: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every heading the program knows, normalised, and the field it means.

    `form` are headings of the national form that mean no field: their columns are kept as they stand.
    `by_hand` are headings that a clerk bound for one run: they come before all others.
    `heads_marked` are those of a column that says of each person whether he is a head, `verdicts` those of
    columns that say of a household whether it counts. `year` is the notice's, 0 where none is known.
    """

    roster: dict[str, Field]
    members: dict[str, Field | None]
    heads: Mapping[str, frozenset[str]]
    passed_over: frozenset[str]
    of_households: frozenset[str]
    heads_marked: frozenset[str]
    verdicts: Mapping[str, Verdict]
    near: Mapping[str, Field]
    never: frozenset[str]
    never_with: tuple[str, ...]
    groups: re.Pattern[str]
    groups_of_help: re.Pattern[str]
    fields_of_help: frozenset[str]
    own: re.Pattern[str]
    own_fields: frozenset[str]
    beside: Mapping[str, re.Pattern[str]]
    member: re.Pattern[str]
    over_members: re.Pattern[str]
    anyone: tuple[str, ...]
    relations: Mapping[str, str]
    form: Mapping[str, str]
    by_hand: Mapping[str, Field]
    year: int = 0
    _fields: dict[tuple[Heading, bool], Field | None] = kept(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _members: dict[Heading, OfMember | None] = kept(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of_year(self, year: int) -> "Vocabulary":
        """With the notice's year: a heading that names it, or the one before, asks for what holds now."""
        return replace(self, year=year)

    def field(self, heading: Heading, members: bool = False) -> Field | None:
        """The field that a heading means, on a roster or on a sheet of members; None when it means none.

        Of a heading in several rows all words together count first; the last row alone only where those
        above it say nothing but what kind of entries follow (基本信息), or whose help they tell of (帮扶情况)
        where the row alone says what help that is (结对帮扶干部).
        """
        asked = heading, members
        if asked not in self._fields:
            _make_room(self._fields)
            self._fields[asked] = self._field_of(heading, members)
        return self._fields[asked]

    def _field_of(self, heading: Heading, members: bool) -> Field | None:
        if self.by_hand and (key := self.key_by_hand(heading)):
            return self.by_hand[key]
        for place in range(len(heading.groups) + 1):
            if not all(self.groups.fullmatch(group) for group in heading.groups[:place]):
                return self._of_help(heading)
            words = "".join((*heading.groups[place:], heading.words))
            if members and remarks.bare(words) in self.members:
                return self._of_members(words)
            if found := self._of_words(words, heading.period, members) or self._of_this_year(
                words, heading.period, members
            ):
                return None if is_counted_otherwise(found, heading) else found
        return self._in_both_languages(heading) if not heading.groups else None

    def _of_members(self, words: str) -> Field | None:
        """The field of words on a sheet of members, if their brackets leave it what it is."""
        bare, said = remarks.parted(words)
        found = self.members[remarks.bare(words)]
        return found if found and (bare == words or self._leave(said, found)) else None

    def _of_words(self, words: str, period: str, members: bool = False) -> Field | None:
        """The field of words as they stand, or without brackets that leave it what it is."""
        if found := self._as_it_stands(words, period, members):
            return found
        bare, said = remarks.parted(words)
        found = self._as_it_stands(bare, period, members) if said else None
        return found if found and self._leave(said, found) else None

    def _leave(self, said: Iterable[str], field: Field) -> bool:
        """Whether all remarks in brackets leave a heading of this field what it is, or say it once more."""
        return all(remarks.leaves(each, field) or self.roster.get(each) == field for each in said)

    def _as_it_stands(self, words: str, period: str, members: bool) -> Field | None:
        # 家庭收入（年） and 家庭收入（月） differ only by their period.
        if found := self.roster.get(words + period) or self.roster.get(words):
            return found
        own = None if members else self._of_head_himself(words)
        return own or self._with_options(words) or self._twice(words)

    def _of_help(self, heading: Heading) -> Field | None:
        """The field of a heading that tells of help, under words that say no more: 帮扶情况→结对帮扶干部."""
        found = self._of_words(heading.words, heading.period)
        said = found and all(self.groups_of_help.fullmatch(group) for group in heading.groups)
        return found if found and said and found.name in self.fields_of_help else None

    def _of_head_himself(self, words: str) -> Field | None:
        """The field of a heading that only adds whose it is: 本人银行卡号, 申请人姓名."""
        own = self.own.fullmatch(words)
        found = self.roster.get(own[1]) if own else None
        return found if found and found.name in self.own_fields else None

    def _with_options(self, words: str) -> Field | None:
        """The field of a heading that goes on with what its column may say: 是否安排发放 是/否."""
        heading, fields = without_options(words)
        found = self.roster.get(heading) or self._of_head_himself(heading)
        return found if found and found.name in fields else None

    def _twice(self, words: str) -> Field | None:
        """The field of a heading that says the same twice, in other words: 档案状态/建档状态."""
        fields = {self.roster.get(each) for each in _EITHER.split(words)} if _EITHER.search(words) else {None}
        return fields.pop() if len(fields) == 1 else None

    def _of_this_year(self, words: str, period: str, members: bool) -> Field | None:
        """The field of a heading that names the notice's year or the one before it, or a span that ends in
        one: 建档状态（2021年）. Of several columns with such a heading nobody knows which one counts."""
        rest, years = without_year(words)
        found = self._of_words(rest, period, members) if years else None
        if found is None or not remarks.of_whole_years(remarks.OF_A_YEAR.findall(words), found):
            return None
        # Who was visited, or arranged for, in the year before was so for another notice.
        first = self.year if found.name in ("provincial_visit", "arranged") else self.year - 1
        return None if self.year and not first <= max(years) <= self.year else found

    def _in_both_languages(self, heading: Heading) -> Field | None:
        """The field of a heading that says the same in Chinese and in English: 姓名 Name."""
        both = _CHINESE_AND_ENGLISH.fullmatch(heading.words)
        chinese, english = (self.roster.get(each) for each in both.groups()) if both else (None, None)
        return chinese if chinese == english else None

    def key_by_hand(self, heading: Heading) -> str:
        """The key of `by_hand` that binds a heading; "" for one that no clerk bound for this run."""
        whole = "".join((*heading.groups, heading.words))
        words = (whole, heading.words, remarks.above(heading.words))
        keys = (key for each in words for key in (each + heading.period, each) if key in self.by_hand)
        if found := next(keys, ""):
            return found
        bare, said = remarks.parted(heading.words)
        return bare if bare in self.by_hand and self._leave(said, self.by_hand[bare]) else ""

    def of_member(self, heading: Heading) -> OfMember | None:
        """What a column of a roster says of a member beside the head, like 配偶姓名; None when nothing."""
        if heading not in self._members:
            _make_room(self._members)
            self._members[heading] = self._of_member(heading)
        return self._members[heading]

    def _of_member(self, heading: Heading) -> OfMember | None:
        groups = [group for group in heading.groups if not heading.words.startswith(group)]  # 成员1→成员1姓名
        for place in range(len(groups) + 1):
            if not all(self.over_members.fullmatch(group) for group in groups[:place]):
                break
            below = [group for group in groups[place + 1 :] if not self.groups.fullmatch(group)]  # 证件信息
            words = _BUT_THE_HEAD.sub("", "".join((*groups[place : place + 1], *below, heading.words)))
            for what, known in self.beside.items():
                if found := known.fullmatch(remarks.bare(words)):
                    leaves = self._leave(remarks.parted(words)[1], FIELDS[what])
                    return self._beside(found, what) if leaves else None
        return None

    def member_alone(self, heading: Heading) -> OfMember | None:
        """Whose name may stand under a heading that says no more than who: 配偶, 家庭成员1."""
        found = None if heading.groups else self.member.fullmatch(heading.bare)
        return self._beside(found, "name") if found else None

    def of_members(self, heading: Heading) -> bool:
        """Whether a heading tells of members in one column: 家庭成员情况, 配偶姓名及身份证号, 成员→证件."""
        if any(map(self.over_members.fullmatch, heading.groups)) and "证" in heading.words:
            return True
        if not all(map(self.groups.fullmatch, heading.groups)) or not (
            found := self.member.match(heading.bare)
        ):
            return False
        more = heading.bare[found.end() :]
        return not more or "身份证号" in more or more.endswith("关系")

    def _beside(self, found: re.Match[str], what: str) -> OfMember:
        who = self.anyone[0] if found["who"] in self.anyone else found["who"]
        return OfMember(who, what, "".join(filter(None, found.groups()[1:])))

    def in_form(self, heading: Heading) -> str:
        """The heading of the national form that this one is, where it means no field; "" when none."""
        for place in range(len(heading.groups) + 1):
            if not all(self.groups.fullmatch(group) for group in heading.groups[:place]):
                break
            if found := self.form.get("".join((*heading.groups[place:], heading.bare))):
                return found
        return ""

    def verdict(self, heading: Heading) -> Verdict | None:
        """What a heading that means no field may ask of a household; None where it speaks of another person
        or of another year."""
        for place in range(len(heading.groups) + 1):
            if not all(self.groups.fullmatch(group) for group in heading.groups[:place]):
                break
            asked, years = without_year("".join((*heading.groups[place:], heading.bare)))
            found = self.verdicts.get(asked) or self.verdicts.get(_OF_THIS_TIME.sub("", asked))
            if years <= {self.year} and found:
                return found
        whole = "".join((*heading.groups, heading.words))
        of_another = self.member.match(whole) or any(part in whole for part in self.never_with)
        return None if of_another or of_other_money(whole) else Verdict.REMARK

    def of_head(self, heading: Heading, field: str) -> bool:
        """Whether a heading names the head, beside another that names each person."""
        return heading.bare in self.heads.get(field, ())

    def of_head_alone(self, heading: Heading, field: str) -> bool:
        """Whether a heading names the head, and no worker who may be another: 户主姓名, not 职工姓名."""
        meant = self.members.get(heading.bare, heading)
        return meant is None if field == "name" else meant == HEAD_ID

    def known(self, heading: Heading, members: bool = False) -> bool:
        """Whether the heading is a roster's or a members' sheet's, read or passed over."""
        words = heading.bare
        passed_over = words in self.passed_over or (members and words in self.members)
        return passed_over or words in self.heads_marked or self.field(heading, members) is not None

    def but_for_brackets(self, heading: Heading) -> Field | None:
        """The field that a heading would mean without what stands in its brackets: 户名（代领人）."""
        bare, said = remarks.parted(heading.words)
        return self.field(replace(heading, words=bare)) if said else None

    def rivals(self, heading: Heading, field: Field) -> bool:
        """Whether a heading under words that nobody knows may say the same as one that is known, as
        实际→困难类别 beside 系统→困难类别; of another person or year it does not."""
        above = "".join(heading.groups)
        others = self.member.search(above) or any(part in above for part in self.never_with)
        if not above or others or remarks.is_another(above) or without_year(above + heading.words)[1]:
            return False
        return self._of_words(heading.words, heading.period) == field

    def nearest(self, heading: Heading) -> Field | None:
        """The field whose heading looks most like this one, to be suggested to a person, never bound."""
        if _OF_BEFORE.match(heading.words):
            return None
        if found := self.but_for_brackets(heading):
            others = any(map(remarks.is_another, remarks.parted(heading.words)[1]))
            return None if others and found.kind in (Kind.ACCOUNT, Kind.ID) else found  # 卡号（配偶）
        if heading.bare in self.never or any(part in heading.words for part in self.never_with):
            return None
        if heading.bare in self.near:
            return self.near[heading.bare]
        if self.verdicts.get(heading.bare, Verdict.LEFT) not in (Verdict.LEFT, Verdict.ON_FILE):
            return None
        both = _CHINESE_AND_ENGLISH.fullmatch(heading.words)
        words = both[1] if both else remarks.parted(heading.words)[0]
        return most_like(words, self.roster)

    def tells_more(self, heading: Heading) -> bool:
        """Whether a heading is of whole sentences, or of a verdict: beside a field of which it is near it is
        no second one, as 家庭困难情况 beside 困难类别."""
        return is_prose(heading.bare) or heading.bare in self.verdicts

    def extended(self, path: Path) -> "Vocabulary":
        """With the headings of an office's own file, which has a table [also] like the one that ships.

        Raises WarmthError for a file that is not valid, and for a heading that means another field already.
        """
        roster = dict(self.roster)
        for name, texts in own_headings(path).items():
            field = meant(name)
            for text in texts:
                known = roster.setdefault(key(text), field)
                if known != field:
                    raise stop(
                        marked(
                            "{path}: the heading {heading} means {known_field}, so it cannot mean {field}."
                        ),
                        marked(
                            "Take the line out, or bind the heading for one run: --map '{heading}={field}'."
                        ),
                        path=str(path),
                        heading=text,
                        known_field=known,
                        field=field,
                    )
        return replace(self, roster=roster)

    def bound(self, bindings: Sequence[str]) -> "Vocabulary":
        """With headings bound by hand, each written HEADING=FIELD. Raises WarmthError for what is not."""
        by_hand: dict[str, Field] = {}
        for heading, field in map(binding, bindings):
            if by_hand.setdefault(key(heading), field) != field:
                raise stop(
                    marked("--map binds the heading {heading} to two fields: {one} and {other}."),
                    marked("Leave one of the two out."),
                    heading=heading,
                    one=by_hand[key(heading)].heading,
                    other=field.heading,
                )
        return replace(self, by_hand=by_hand)


def _make_room(answers: dict[Any, Any]) -> None:
    """A heading is asked for again and again, in strips for each household; of a sheet full of other words
    not all are kept."""
    if len(answers) >= _MOST_KEPT:
        answers.clear()


def binding(text: str) -> tuple[str, Field]:
    """A heading and the field it is bound to, from HEADING=FIELD. Raises WarmthError."""
    heading, equals, name = text.replace("＝", "=").rpartition("=")
    if not equals or not heading.strip():
        raise stop(
            marked("--map {given} does not say which heading is which field."),
            marked("Write it like --map '受助人=户主姓名', the heading as it stands in the roster."),
            given=text,
        )
    return heading.strip(), meant(name)


def meant(name: str) -> Field:
    """The field of a name in code or of any heading that ships. Raises WarmthError for an unknown one."""
    if field := vocabulary().roster.get(key(name)):
        return field
    raise stop(
        marked("There is no field {name}."),
        marked("The fields are: {fields}."),
        name=name.strip() or "—",
        fields="、".join(field.heading for field in FIELDS.values()),
    )


@cache
def vocabulary() -> Vocabulary:
    """The headings of `rules/headings.toml`, with each field's own heading and English names."""
    data = remarks.headings_data()
    roster: dict[str, Field] = {}
    for field in FIELDS.values():
        for text in (field.heading, field.name, field.english, *data["also"].get(field.name, ())):
            roster[key(text)] = field
    of_members = data["members"]
    members: dict[str, Field | None] = {key(text): None for text in of_members["passed_over"]}
    members |= {key(text): HEAD_ID for text in (HEAD_ID.heading, *of_members[HEAD_ID.name])}
    for name in ("name", "relation", "id_number"):
        members |= {key(text): FIELDS[name] for text in of_members[name]}
    beside, of_help = data["beside"], data["groups"]["of_help"]
    who = f"(?P<who>{_any_of((*beside['anyone'], *beside['who']))}){PLACE}(?:基本)?(?:信息|情况|资料)?{PLACE}"
    return Vocabulary(
        roster=roster,
        members=members,
        heads={
            "name": frozenset(map(key, (*of_members["passed_over"], *of_members["beside_another"]["name"]))),
            "id_number": frozenset(
                map(key, (*of_members[HEAD_ID.name], *of_members["beside_another"]["id_number"]))
            ),
        },
        passed_over=frozenset(key(text) for text in data["passed_over"]["headings"]),
        of_households=frozenset(key(text) for text in data["passed_over"]["of_households"]),
        heads_marked=frozenset(key(text) for text in data["heads"]["marked"]),
        verdicts={key(text): Verdict(name) for name, texts in data["verdicts"].items() for text in texts},
        near={key(text): FIELDS[name] for name, texts in data["near"].items() for text in texts},
        never=frozenset(key(text) for text in data["never"]["headings"]),
        never_with=tuple(data["never"]["with"]),
        groups=pattern(f"(?:{_any_of(data['groups']['made_of'])})+"),
        groups_of_help=pattern(f"(?:{_any_of((*data['groups']['made_of'], *of_help['made_of']))})+"),
        fields_of_help=frozenset(of_help["fields"]),
        own=pattern(f"(?:{_any_of(data['own']['words'])})的?(.+)"),
        own_fields=frozenset(data["own"]["fields"]),
        beside={
            what: pattern(f"{who}[的:/-]?(?:{_any_of(beside[what])}){PLACE}")
            for what in ("name", "id_number", "relation")
        },
        member=pattern(who),
        over_members=pattern(f"(?:{_any_of(beside['anyone'])})(?:基本)?(?:信息|情况|资料)?"),
        anyone=tuple(beside["anyone"]),
        relations=beside["relation_of"],
        form={key(text): text for text in national_form().headings if key(text) not in roster},
        by_hand={},
    )


def key(text: str) -> str:
    """A heading as it is looked up; one in several rows is written 领取金额→家庭补差."""
    heading = joined(text.split(ARROW))
    return "".join((*heading.groups, heading.words)) + heading.period


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
