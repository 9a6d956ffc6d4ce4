"""A roster read as most people would: pandas.read_excel with openpyxl, and a pydantic model for each row.

Run by `make bench` in a process of its own, to compare with: `python tools/bench_plain.py roster.xlsx`.
"""

import sys
from decimal import Decimal

import pandas as pd
from pydantic import BaseModel, Field


class Household(BaseModel):
    """One row, with the cells that decide whether and where it is paid."""

    union: str = Field(alias="填报单位")
    district: str | None = Field(alias="县区")
    name: str = Field(alias="户主姓名")
    id_number: str = Field(alias="身份证号", pattern=r"^\d{17}[\dX]$")
    phone: str | None = Field(alias="联系电话")
    employer: str | None = Field(alias="工作单位")
    residence: str | None = Field(alias="城乡类别")
    file_status: str = Field(alias="建档状态")
    hardship: str | None = Field(alias="困难类别")
    removed_on: str | None = Field(alias="退档日期")
    removal_reason: str | None = Field(alias="退档原因")
    phase_out_until: str | None = Field(alias="渐退期截止")
    cause: str | None = Field(alias="主要致困原因")
    household_size: int | None = Field(alias="家庭人口")
    annual_income: Decimal | None = Field(alias="家庭年可支配收入")
    monthly_income_per_head: Decimal | None = Field(alias="月人均可支配收入")
    provincial_visit: str | None = Field(alias="省总领导走访")
    paired_cadre: str | None = Field(alias="结对帮扶干部")
    arranged: str | None = Field(alias="安排发放")
    finding: str | None = Field(alias="人工认定")
    bank: str | None = Field(alias="开户银行")
    branch: str | None = Field(alias="开户支行")
    account: str | None = Field(alias="银行账号")
    account_holder: str | None = Field(alias="户名")
    note: str | None = Field(alias="备注")


def read(path: str) -> list[Household]:
    """Every row as a household."""
    table = pd.read_excel(path, engine="openpyxl", dtype=str)
    rows = table.astype(object).where(table.notna(), None).to_dict(orient="records")
    return [Household.model_validate(row) for row in rows]


if __name__ == "__main__":
    print(len(read(sys.argv[1])))
