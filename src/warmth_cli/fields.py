"""The fields of a roster: their names in code, their headings on paper, the values each may take."""

from enum import StrEnum
from typing import Literal, NamedTuple, get_args

FileStatus = Literal["在档", "已退档", "渐退期", "未建档"]
Hardship = Literal["深度困难", "相对困难", "意外致困"]
RemovalReason = Literal["脱困", "退休", "调离", "死亡", "核对不符", "其他"]
Residence = Literal["城镇", "农村"]
Sex = Literal["男", "女"]
Relation = Literal["户主", "配偶", "子", "女", "父", "母", "其他"]
Judgement = Literal["同意", "不同意"]
Cause = Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]

CAUSES: dict[str, str] = {
    "1": "无劳动能力",
    "2": "有劳动能力未就业",
    "3": "下岗失业",
    "4": "未参加社会保险",
    "5": "社会保险待遇落实不到位",
    "6": "患重特大疾病",
    "7": "遭受自然灾害",
    "8": "遭受意外事故",
    "9": "子女上学",
    "10": "其他",
}


class Kind(StrEnum):
    """How a cell of the field is read."""

    TEXT = "text"
    NAME = "name"
    CADRE = "cadre"
    ID = "id"
    PHONE = "phone"
    ACCOUNT = "account"
    CHOICE = "choice"
    CAUSE = "cause"
    DATE = "date"
    SEX = "sex"
    BORN = "born"
    MONEY = "money"
    COUNT = "count"
    YES_NO = "yes_no"
    JUDGEMENT = "judgement"


class Field(NamedTuple):
    """One field: `name` in code, `heading` in Chinese, `english` in messages, its kind and its values.

    `secret` fields are hidden on the screen unless asked for.
    """

    name: str
    heading: str
    english: str
    kind: Kind
    values: tuple[str, ...] = ()

    @property
    def secret(self) -> bool:
        """Whether the field holds an identity, card or phone number."""
        return self.kind in (Kind.ID, Kind.ACCOUNT, Kind.PHONE)

    def spoken(self, language: str) -> str:
        """The field as a reader of `language` calls it."""
        return self.heading if language == "zh" else f"{self.english} ({self.heading})"


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("union", "填报单位", "union", Kind.TEXT),
        Field("district", "县区", "district", Kind.TEXT),
        Field("name", "户主姓名", "name of head", Kind.NAME),
        Field("id_number", "身份证号", "ID number", Kind.ID),
        Field("sex", "性别", "sex", Kind.SEX, get_args(Sex)),
        Field("born", "出生日期", "birth date", Kind.BORN),
        Field("relation", "与户主关系", "relation to head", Kind.CHOICE, get_args(Relation)),
        Field("phone", "联系电话", "phone", Kind.PHONE),
        Field("employer", "工作单位", "employer", Kind.TEXT),
        Field("residence", "城乡类别", "residence", Kind.CHOICE, get_args(Residence)),
        Field("file_status", "建档状态", "file status", Kind.CHOICE, get_args(FileStatus)),
        Field("hardship", "困难类别", "hardship", Kind.CHOICE, get_args(Hardship)),
        Field("removed_on", "退档日期", "removal date", Kind.DATE),
        Field("removal_reason", "退档原因", "removal reason", Kind.CHOICE, get_args(RemovalReason)),
        Field("phase_out_until", "渐退期截止", "end of phase-out", Kind.DATE),
        Field("cause", "主要致困原因", "main cause", Kind.CAUSE, get_args(Cause)),
        Field("household_size", "家庭人口", "household size", Kind.COUNT),
        Field("annual_income", "家庭年可支配收入", "yearly disposable income", Kind.MONEY),
        Field("monthly_income_per_head", "月人均可支配收入", "monthly income per head", Kind.MONEY),
        Field("provincial_visit", "省总领导走访", "provincial visit", Kind.YES_NO),
        Field("paired_cadre", "结对帮扶干部", "paired cadre", Kind.CADRE),
        Field("arranged", "安排发放", "payment arranged", Kind.YES_NO),
        Field("finding", "人工认定", "finding by a person", Kind.JUDGEMENT, get_args(Judgement)),
        Field("bank", "开户银行", "bank", Kind.TEXT),
        Field("branch", "开户支行", "branch", Kind.TEXT),
        Field("account", "银行账号", "account", Kind.ACCOUNT),
        Field("account_holder", "户名", "account holder", Kind.NAME),
        Field("note", "备注", "note", Kind.TEXT),
    )
}

OF_ROW = frozenset(("sex", "born", "relation"))
"""Fields that are read with a person's row and have done their work there; no household keeps them."""

HEAD_ID = Field("head_id", "户主身份证号", "head's ID number", Kind.ID)
"""The column of a members' sheet that says whose household a person belongs to."""


IS_HEAD = Field("relation", "是否户主", "head or not", Kind.YES_NO)
"""A column that stands for the relation: it only says who is a head."""


def named(name: str) -> Field:
    """The field called `name`; `head_id` included."""
    return HEAD_ID if name == HEAD_ID.name else FIELDS[name]
