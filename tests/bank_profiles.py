"""Bank profiles as an office would write them, for the tests."""

from pathlib import Path

TEXT = """\
name = {{ zh = "样例银行", en = "Sample bank" }}
kind = "text"
encoding = "{encoding}"
delimiter = "{delimiter}"
ends_with_delimiter = false
heading = true
line_end = "lf"
{more}
"""
ACCOUNT = '[[column]]\nheading = "账号"\nvalue = "account"\n'
AMOUNT = '[[column]]\nheading = "金额"\nvalue = "amount"\n'


def column(heading: str, value: str, more: str = "") -> str:
    """One column more."""
    return f'[[column]]\nheading = "{heading}"\nvalue = "{value}"\n{more}\n'


def own_profile(
    folder: Path, *columns: str, encoding: str = "gbk", delimiter: str = ";", more: str = ""
) -> Path:
    """Write the office's own text profile `own`, with account, amount and `columns`; returns its file."""
    file = folder / "banks" / "own.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = TEXT.format(encoding=encoding, delimiter=delimiter, more=more)
    file.write_text("\n".join([text, ACCOUNT, AMOUNT, *columns]), encoding="utf-8")
    return file
