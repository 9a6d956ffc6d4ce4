"""A masked name shows the family name and nothing of the given one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warmth_cli.masked import COMPOUND_SURNAMES, masked


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张春梅", "张*"),
        ("欧阳修", "欧阳*"),
        ("诸葛孔明", "诸葛*"),
        ("司马", "司*"),
        ("欧小阳", "欧*"),
        ("买买提·吐尔逊", "买*"),
        ("John Smith", "J*"),
        ("𠮷田", "𠮷*"),
        ("张", "*"),
        ("", "*"),
    ],
)
def test_a_name_keeps_its_family_name_only(name: str, shown: str) -> None:
    assert masked(name) == shown


@given(st.text(alphabet="张王欧阳司马上官春梅·甲", max_size=6))
def test_of_every_name_something_is_hidden_and_its_length_is_not_told(name: str) -> None:
    shown = masked(name)

    assert shown.endswith("*")
    assert name.startswith(shown[:-1])
    assert len(shown[:-1]) < max(len(name), 1)


def test_compound_surnames_have_two_characters() -> None:
    assert {len(surname) for surname in COMPOUND_SURNAMES} == {2}
    assert {"欧阳", "诸葛", "单于", "达奚"} <= COMPOUND_SURNAMES
