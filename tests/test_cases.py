"""The worked cases of every shipped pack, through loading and judging: what each says is what happens."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from warmth_cli.household import Household
from warmth_cli.rulebook.assess import Outcome, assess
from warmth_cli.rulebook.loading import find_packs
from warmth_cli.rulebook.pack import Pack, Rules
from warmth_cli.rulebook.standards import Lookup, Standard

PACKS = find_packs(None)
KEYS = {"what", "clause", "household", "unread", "reading", "outcome", "grant", "amount", "fund", "reasons"}


@dataclass(frozen=True)
class Case:
    """One [[case]] of a pack's cases.toml, with the [base] and the standards that it stands on."""

    pack: Pack
    base: dict[str, Any]
    standards: list[Standard]
    said: dict[str, Any]

    @property
    def rules(self) -> Rules:
        return self.pack.under(self.said.get("reading", {}))

    def household(self) -> Household:
        unread = frozenset(self.said.get("unread", []))
        fields = self.base | self.said["household"] | dict.fromkeys(unread, "")
        filled = {name: value for name, value in fields.items() if value != ""}
        return Household(file="cases.toml", sheet="", row=1, unread=unread, **filled)


def read_cases(pack: Pack) -> list[Case]:
    file = pack.folder / "cases.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    assert set(data) <= {"base", "standard", "case"}
    standards = [Standard.model_validate(table) for table in data.get("standard", [])]
    return [Case(pack, data.get("base", {}), standards, said) for said in data["case"]]


CASES = {pack.notice.id: read_cases(pack) for pack in PACKS}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.said["what"]["en"]) for cases in CASES.values() for case in cases]
)
def test_case(case: Case) -> None:
    rules, said = case.rules, case.said

    decision = assess(
        case.household(), rules, Lookup(case.standards, rules.standard_day, "standards.toml"), ()
    )

    assert (str(decision.outcome), [issue.code for issue in decision.reasons]) == (
        said["outcome"],
        said.get("reasons", []),
    )
    assert decision.amount == said.get("amount", 0) * 100
    if decision.outcome is Outcome.GRANTED:
        assert decision.grant is not None
        assert decision.grant.id == said["grant"]
        assert decision.grant.fund == said.get("fund", decision.grant.fund)
    if "notes" in said:
        assert [issue.code for issue in decision.notes] == said["notes"]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.notice.id)
class TestEveryPack:
    def test_has_cases_enough(self, pack: Pack) -> None:
        assert len(CASES[pack.notice.id]) >= 40

    def test_says_each_rule_once(self, pack: Pack) -> None:
        said = [case.said["what"][language] for case in CASES[pack.notice.id] for language in ("zh", "en")]

        assert len(set(said)) == len(said)

    def test_writes_its_cases_with_known_keys(self, pack: Pack) -> None:
        for case in CASES[pack.notice.id]:
            said = case.said
            only_granted, only_others = {"grant", "amount", "fund"}, {"reasons"}
            wrong = only_others if said["outcome"] == "granted" else only_granted

            assert set(said) <= (KEYS | {"notes"}) - wrong, said["what"]["en"]

    def test_cites_clauses_of_the_notice(self, pack: Pack) -> None:
        assert {case.said["clause"] for case in CASES[pack.notice.id]} <= set(pack.clauses)

    def test_shows_every_outcome(self, pack: Pack) -> None:
        assert {case.said["outcome"] for case in CASES[pack.notice.id]} == set(Outcome)

    def test_shows_every_grant(self, pack: Pack) -> None:
        shown = {case.said.get("grant") for case in CASES[pack.notice.id]} - {None}

        assert shown == {grant.id for grant in pack.grants}

    def test_shows_every_choice_of_every_reading(self, pack: Pack) -> None:
        shown = {choice for case in CASES[pack.notice.id] for choice in case.rules.readings.items()}

        assert shown == {
            (reading.id, option.value)
            for reading in pack.readings
            for option in reading.option
            if option.refused is None
        }
