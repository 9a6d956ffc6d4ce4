"""Names: one spelling for one name; placeholders, remarks and second names are issues."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from test_values import refused, taken
from warmth_cli.files.cell import Cell
from warmth_cli.reading.cells.names import _BEFORE, _BEHIND, person_name, says_more

NAMES: dict[str, list[str]] = {
    "张三": ["张三", "张　三", "张 三", "张\n三 ", "\u200b张三\ufeff", "张\xa0三"],
    "欧阳娜": ["欧 阳 娜", "欧阳 娜"],
    "李增代": ["李增代"],  # 代 may be a name's last
    "王新": ["王新"],
    "李长江": ["李长江"],  # words of posts are none within a name
    "张保安": ["张保安"],
    "任会生": ["任会生"],
    "方明": ["方明", "\u2f45明"],  # the radical that a PDF gives for 方
    "买买提·吐尔逊": [
        "买买提●吐尔逊", "买买提▪吐尔逊", "买买提◦吐尔逊", "买买提\u318d吐尔逊",
        "买买提·吐尔逊", "买买提・吐尔逊", "买买提•吐尔逊", "买买提．吐尔逊", "买买提.吐尔逊",
        "买买提‧吐尔逊", "买买提∙吐尔逊", "买买提･吐尔逊", "买买提 · 吐尔逊", "买买提·\n吐尔逊",
    ],
    "阿卜杜拉·买买提·吐尔逊": ["阿卜杜拉·买买提·吐尔逊"],
    "𫍽䶮": ["𫍽䶮"],
    "张𠮷": ["张𠮷", "张 𠮷"],
    "张㛃": ["张㛃"],
    "张\U00030000": ["张\U00030000"],  # in Unicode since 2020
    "张\U000323a0": ["张\U000323a0"],  # since 2022, and unknown to older Pythons
    "葛明": ["葛\U000e0100明"],  # a selector of the letter's shape
    "Anna Maria": ["Anna  Maria ", "Ａｎｎａ Maria"],
    "José O'Neill-Smith": ["José O'Neill-Smith"],
    "J. Smith": ["J. Smith"],
    "Na Li": ["Na Li"],
    "张" * 40: ["张" * 40],
    "L" * 40: ["L" * 40],
}  # fmt: skip

NO_NAMES: list[Cell] = [
    # a rare character that is not there
    "张?", "张？", "张□", "张■", "张囗", "张●", "●张三",
    "张*", "张〇", "王○○", "张×", "王XX", "张_", "张#", "王yan", "张(左王右燕)",
    "张⿰王燕", "王(生僻字)", "王[生僻字]", "王生僻字", "张\ue000", "张\U000f0000", "张\ufffd",
    # nobody
    "是", "以下空白", "此户取消", "作废",
    "张某", "王某某", "XXX", "x x", "某某", "同左", "无名氏", "户主", "户主本人",
    "空缺", "暂缺", "王●烨", "王▪烨", "王口", "王烨夫妇", "王烨已故", "故王烨", "王烨与李红", "王烨汉族",
    "王师傅", "老王", "低保户", "李厂长", "张三主任", "陈会计", "主席", "单位", "总计", "甲厂工会",
    "NA", "TRUE",
    # more than a name
    "张三（已故）", "张三(配偶)", "张三 李四", "张三、李四", "张三/李四", "张三,李四", "张三1", "张三１",
    "新增钱二花", "遗孀李四", "户主：李四", "王五等", "王五等3人", "李四光代", "李四代领",
    "张三 已故", "张三13800000000", "@张三", "张三：", "·张三", "张三·", "张@",
    7, 7.0, True, date(2021, 12, 3),
    # longer than anybody's
    "张" * 41, "L" * 41,
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), [(text, name) for name, texts in NAMES.items() for text in texts])
def test_a_name_has_one_spelling(text: str, name: str) -> None:
    assert taken("name", text) == name
    assert taken("account_holder", text) == name


def test_the_head_himself_is_no_name() -> None:
    assert refused("name", "本人") == "name-unreadable"


@pytest.mark.parametrize("text", ["张三（本人）", "张 三(户主)", "张三（户主本人）"])
def test_of_a_name_it_may_be_said_that_it_is_the_head(text: str) -> None:
    assert taken("account_holder", text) == "张三"
    assert taken("name", text) == "张三"


@pytest.mark.parametrize("cell", NO_NAMES)
def test_no_name_and_nothing_else(cell: Cell) -> None:
    assert refused("name", cell) == "name-unreadable"


@pytest.mark.parametrize(
    "cell", ["同上", "〃", '"', "待定", "不详", "？", "□□", "***", "空", "待补", "null", "nan"]
)
def test_what_stands_for_a_name(cell: str) -> None:
    assert refused("name", cell) == "placeholder"


@given(st.text(max_size=12) | st.text("张三㛃𠮷·.． 　AbXé'-", max_size=8))
def test_a_name_read_again_is_the_same_name(text: str) -> None:
    name = person_name(text)
    assert name is None or person_name(name) == name


@pytest.mark.parametrize("word", _BEHIND)
def test_every_word_behind_a_name_is_told_among_others(word: str) -> None:
    assert says_more(f"李志强\n张三{word}\n王其之\n")
    assert not says_more("李志强\n张三\n王其之\n")


@pytest.mark.parametrize("word", _BEFORE)
def test_every_word_before_a_name_is_told_among_others(word: str) -> None:
    assert says_more(f"李志强\n{word}张三\n王其之\n")
