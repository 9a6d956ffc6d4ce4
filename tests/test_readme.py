"""What the README shows is what the program prints. WARMTH_RENEW=1 writes it anew."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WARMTH = Path(sys.executable).with_name("warmth")
BLOCK = re.compile(r"```console\n\$ (warmth[^\n]*)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_commands_of_the_readme_print_what_it_says(name: str, language: str, tmp_path: Path) -> None:
    readme = ROOT / name
    here = tmp_path / "samples"
    shutil.copytree(ROOT / "samples", here)
    clean = {key: value for key, value in os.environ.items() if not key.startswith("WARMTH_")}

    def printed(command: str) -> str:
        done = subprocess.run(
            [WARMTH, *command.split()[1:]],
            cwd=here,
            env=clean | {"WARMTH_LANG": language, "COLUMNS": "100", "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        return "".join(line.rstrip() + "\n" for line in done.stdout.splitlines())

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
