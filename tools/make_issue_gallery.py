"""Write docs/issues.md: every issue with its weight, its words in both languages, a sample and the remedy.

Each one is what the program says of an example of tests/examples.py, run here. Run by `make gallery`.
"""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from examples import EXAMPLES, shown  # noqa: E402 - the examples are the tests' own
from warmth_cli.issue_kinds import KINDS, Severity  # noqa: E402

TARGET = ROOT / "docs" / "issues.md"
HEAD = """# Every issue

What `warmth` can find in rosters, forms and figures: the code that `--json` gives, how much it weighs,
what it says, and what to do. Made by `make gallery`: each entry is what the program says of the sample,
which [tests/examples.py](../tests/examples.py) writes and a test runs. All people are invented.

程序能发现的全部问题：代码、轻重、说法、处理办法。每一条都是程序对样例的真实回答；人物均为虚构。要查程序说的某句话，
在下面的目录里找（页面内搜索其中几个字），点代码看处理办法。

| weight | 轻重 | meaning |
|---|---|---|
| error | 错误 | the household is held until it is mended 改正以前暂缓发放 |
| warning | 警告 | worth a look; the decision stands 请核对，不影响发放 |
| advice | 提示 | something to know or to do beside the money 与发放无关的提醒 |
| reason | 原因 | why a household is refused; nothing to mend 不予发放的原因，无需改正 |
"""
CONTENTS = """## 目录 Contents

| 轻重 | 说法 | 代码 code |
|---|---|---|"""
CHINESE = {
    Severity.ERROR: "错误",
    Severity.WARNING: "警告",
    Severity.ADVICE: "提示",
    Severity.REASON: "原因",
}


def gallery() -> str:
    """The whole page."""
    shown_of = {code: (_shown(code, "en"), _shown(code, "zh")) for code in KINDS}
    contents = (line(code, chinese) for code, (_, chinese) in shown_of.items())
    entries = (entry(code, *both) for code, both in shown_of.items())
    return "\n".join([HEAD, CONTENTS, *contents, "", *entries])


def line(code: str, chinese: Mapping[str, Any]) -> str:
    """One line of the contents."""
    return f"| {CHINESE[KINDS[code].severity]} | {_cell(chinese['message'])} | [{code}](#{code}) |"


def entry(code: str, english: Mapping[str, Any], chinese: Mapping[str, Any]) -> str:
    """What the page says of one issue."""
    severity = KINDS[code].severity
    place = f"{english['sheet']} {english['cell'] or ''}".strip()
    found = f", found `{english['found']}`" if english["found"] else ""
    return f"""## {code}

{severity} {CHINESE[severity]}. Sample: {EXAMPLES[code].sample}{f" ({place}{found})" if place else ""}.

| | English | 中文 |
|---|---|---|
| message 问题 | {_cell(english["message"])} | {_cell(chinese["message"])} |
| remedy 处理办法 | {_cell(english["remedy"])} | {_cell(chinese["remedy"])} |
"""


def _shown(code: str, language: str) -> Mapping[str, Any]:
    """The issue as its example shows it, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        return shown(Path(folder), code, language)[0]


def _cell(text: str) -> str:
    """`text` in a cell of a table."""
    return text.replace("|", "\\|").replace("\n", "<br>").replace("__-__", "\\_\\_-\\_\\_")


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(gallery(), encoding="utf-8")
