"""The headings file of an office: other headings of each field, for --headings."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from warmth_cli.fields import named

_ABOUT = """# 本单位自己的表头，与程序认得的表头一并使用：warmth check --headings 文件。
# 表头分两行的，中间写一个箭头 →。
# Headings of this office's own, beside those that warmth knows: warmth check --headings FILE
# A heading in two rows is written with an arrow between them.
"""


def write_headings(path: Path, also: Mapping[str, Sequence[str]]) -> None:
    """Write the file: a line for each field, with all its headings."""
    lines = [
        f"{name} = {json.dumps(list(texts), ensure_ascii=False)}  # {named(name).heading}"
        for name, texts in also.items()
    ]
    path.write_text("\n".join([_ABOUT, "[also]", *lines, ""]), encoding="utf-8")
