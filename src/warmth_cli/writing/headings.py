"""The headings file of an office: other headings of each field, for --headings."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

_ABOUT = """# Headings of this office's own, beside those that warmth knows: warmth check --headings FILE
# A heading in two rows is written with an arrow between them.
"""


def write_headings(path: Path, also: Mapping[str, Sequence[str]]) -> None:
    """Write the file: a line for each field, with all its headings."""
    lines = [f"{name} = {json.dumps(list(texts), ensure_ascii=False)}" for name, texts in also.items()]
    path.write_text("\n".join([_ABOUT, "[also]", *lines, ""]), encoding="utf-8")
