"""What the README shows is what the program prints. WARMTH_RENEW=1 writes it anew."""

import os
import re
import shutil
from pathlib import Path

import pytest

from started import start
from warmth_cli.console import screen

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```console\n\$ (warmth[^\n]*)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_commands_of_the_readme_print_what_it_says(
    name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen.out, "width", 100)
    readme = ROOT / name
    here = tmp_path / "samples"
    shutil.copytree(ROOT / "samples", here)

    def printed(command: str) -> str:
        done = start(here, *command.split()[1:], env={"WARMTH_LANG": language})
        assert done.code in (0, 1), done.err
        return "".join(line.rstrip() + "\n" for line in done.out.splitlines())

    text = readme.read_text(encoding="utf-8")
    shown = BLOCK.findall(text)
    assert len(shown) >= 4
    real = {command: printed(command) for command, _ in shown}
    if os.environ.get("WARMTH_RENEW"):
        text = BLOCK.sub(lambda found: f"```console\n$ {found[1]}\n{real[found[1]]}```", text)
        readme.write_text(text, encoding="utf-8")
        shown = BLOCK.findall(text)
    for command, output in shown:
        assert output == real[command]
