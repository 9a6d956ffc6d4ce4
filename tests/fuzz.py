"""Spoil good files at random and read them: each must end in data or in one clear sentence.

Run by `make fuzz`, which prints the seed and keeps what fails; test_fuzz.py runs a few with a fixed seed.
"""

import io
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import rosters
import word_files
import workbooks
from encrypted import encrypt_ods, encrypt_package
from test_xls import write_xls
from warmth_cli.fields import FIELDS, HEAD_ID
from warmth_cli.files import apart, encryption, workbook
from warmth_cli.files.refusals import Refused
from warmth_cli.issues import WarmthError
from warmth_cli.reading.request import Request
from warmth_cli.reading.roster import read_roster

PASSWORD = "fuzz"
SLOW = ("xls", "encrypted")
"""Read in a process apart here too: calamine may end it, and who decrypts may be told to count for long."""
REQUEST = Request(date(2022, 1, 6), password=lambda _, refused: None if refused else PASSWORD)
_HEADINGS = {field.name: field.heading for field in (*FIELDS.values(), HEAD_ID)}
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"16384",
    b"16385",
    b"65536",
    b"1048576",
    b"1048577",
    b"99999999",
    b"4294967295",
    b"1e308",
)
_TEXTS = (
    b"",
    b"&",
    b"<",
    b"]]>",
    b"\0",
    b"\xff",
    b"&#0;",
    b"&lt;",
    b"\xf0\x9f\x92\xa9",
    b"A" * 1000,
    b"XFD1048576",
    b"NaN",
)


def samples(folder: Path) -> dict[str, bytes]:
    """One small good file of every kind."""
    rows: list[rosters.Row] = [
        rosters.head(1, removed_on=date(2021, 12, 3), household_size=3),
        rosters.member(2),
        rosters.head(
            3, provincial_visit="#N/A", household_size=rosters.Formula("=1+2"), annual_income=1200.5
        ),
    ]
    xlsx = rosters.write_roster(folder / "a.xlsx", rows, members=[{"head_id": rows[0]["id_number"]}])
    names = list(dict.fromkeys(key for row in rows for key in row))
    grid: list[list[object]] = [
        [_HEADINGS[key] for key in names],
        *([row.get(key) for key in names] for row in rows),
    ]
    table = [["" if cell is None else str(cell) for cell in row] for row in grid]
    text = "\n".join(",".join(row) for row in table)
    html = "<html><table>" + "".join(
        "<tr>" + "".join(f"<td colspan=1>{cell}</td>" for cell in row) + "</tr>" for row in table
    )
    xml = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in table
    )
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    xml = f'<Worksheet ss:Name="a"><Table>{xml}</Table></Worksheet></Workbook>'
    xml = f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}">{xml}'
    ods = workbooks.ods({"a": workbooks.ods_rows(grid)})
    return {
        "xlsx": xlsx.read_bytes(),
        "xls": write_xls(folder / "a.xls", rows).read_bytes(),
        "xls5": workbooks.xls5(folder / "b.xls", workbooks.stream5("a", table)).read_bytes(),
        "xlsb": workbooks.xlsb({"a": workbooks.sheet12(workbooks.rows12(table, hidden=[2]))}, strings=["a"]),
        "ods": ods,
        "csv": text.encode("gb18030"),
        "utf-16": text.encode("utf-16"),
        "html": f"{html}</table>".encode(),
        "spreadsheetml": xml.encode(),
        "encrypted": encrypt_package(xlsx, PASSWORD).read_bytes(),
        "locked-ods": encrypt_ods(ods, PASSWORD),
        "docx": word_files.docx(word_files.docx_table(*(word_files.docx_row(*row) for row in table))),
        "doc": word_files.word(["花名册", *map(word_files.Row, table), "审核\x05"], comments=["无"]),
    }


def spoilt(chance: random.Random, data: bytes) -> bytes:
    """The bytes with something wrong in them; those of a package mostly inside one of its parts."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _spoilt_package(chance, data)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        data = chance.choice(_WAYS)(chance, data)
    return data


def _spoilt_package(chance: random.Random, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(list(parts))
    other = chance.choice(list(parts))
    way = chance.random()
    if way < 0.05:
        del parts[name]
    elif way < 0.1:
        parts[name], parts[other] = parts[other], parts[name]
    else:
        for _ in range(chance.choice((1, 1, 1, 3))):
            ways = (*_WAYS, *_XML_WAYS, *_XML_WAYS) if parts[name].lstrip().startswith(b"<") else _WAYS
            parts[name] = chance.choice(ways)(chance, parts[name])
    return workbooks.zipped(parts)


def _flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.choice(
                (0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256))
            )
    return bytes(changed)


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _drop(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 4, 100)) :]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice((1, 16, 400))]
    return data[:start] + piece * chance.choice((2, 50)) + data[start:]


def _insert(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(_TEXTS) + data[place:]


def _other_number(chance: random.Random, data: bytes) -> bytes:
    return _at_one(chance, rb"\d+", data, lambda _: chance.choice(_NUMBERS))


def _other_attribute(chance: random.Random, data: bytes) -> bytes:
    return _at_one(chance, rb'="[^"]*"', data, lambda _: b'="' + chance.choice(_TEXTS + _NUMBERS) + b'"')


def _no_attribute(chance: random.Random, data: bytes) -> bytes:
    return _at_one(chance, rb'\s[\w:]+="[^"]*"', data, lambda _: b"")


def _no_tag(chance: random.Random, data: bytes) -> bytes:
    return _at_one(chance, rb"<[^<>]*>", data, lambda _: b"")


def _nested(chance: random.Random, data: bytes) -> bytes:
    return _at_one(chance, rb"<[\w:]+[^<>]*>", data, lambda tag: tag * chance.choice((2, 300)))


def _at_one(chance: random.Random, pattern: bytes, data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    found = list(re.finditer(pattern, data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + change(one[0]) + data[one.end() :]


_WAYS = (_flip, _flip, _cut, _drop, _repeat, _insert, _other_number)
_XML_WAYS = (_other_number, _other_attribute, _no_attribute, _no_tag, _nested)


def mutants(kind: str, good: bytes, seed: int, count: int) -> Iterator[bytes]:
    """So many files of one kind, made of a good one and spoilt; the same for the same seed."""
    chance = random.Random(f"{kind} {seed}")
    for _ in range(count):
        yield spoilt(chance, good)


def here(task: str, *arguments: object) -> object:
    """Stands in for the process apart: the same readers, without its start, which takes most of the time."""
    came_to = apart.answered(task, *arguments)
    if isinstance(came_to, Refused):
        raise came_to
    return came_to


def fault(data: bytes, path: Path) -> str:
    """What is wrong with the way the bytes end; empty when they end in data or in a sentence."""
    path.write_bytes(data)
    try:
        read_roster(path, path.name, REQUEST, lambda _: None)
    except WarmthError as error:
        return "" if error.message.spoken("zh") and error.remedy.spoken("zh") else "no sentence"
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return repr(error)
    return ""


def _work(kind: str, seed: int, count: int, folder: Path) -> int:
    """Read so many spoilt files in this process; the one that is being read is kept, in case it ends us."""
    apart.hold_memory()
    if kind not in SLOW:
        workbook.read_apart = lambda kind, data: here("read", kind, data)  # type: ignore
        encryption.unlock_apart = lambda data, password: here("unlock", data, password)  # type: ignore
    path = folder / f"fuzz-{kind}"
    for number, data in enumerate(mutants(kind, samples(folder)[kind], seed, count)):
        started = time.monotonic()
        if what := fault(data, path):
            path.rename(folder / f"failed-{kind}-{seed}-{number}")
            print(f"{kind} {seed} {number}: {what}", flush=True)
        elif time.monotonic() - started > 10:
            path.rename(folder / f"slow-{kind}-{seed}-{number}")
            print(f"{kind} {seed} {number}: {time.monotonic() - started:.0f} seconds", flush=True)
    return 0


def main() -> int:
    """Spoil and read for so many minutes (the first argument; 5); exit code 1 when one ended otherwise."""
    if sys.argv[1:2] == ["work"]:
        return _work(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
    minutes = float(sys.argv[1]) if sys.argv[1:] else 5.0
    seed = int(sys.argv[2]) if sys.argv[2:] else random.SystemRandom().randrange(10**6)
    folder = Path(tempfile.mkdtemp(prefix="warmth-fuzz-"))
    print(f"seed {seed}, {minutes:g} minutes; what fails is kept in {folder}", flush=True)
    kinds = list(samples(folder))
    until = time.monotonic() + minutes * 60
    read = failed = 0
    while time.monotonic() < until:
        for kind in kinds:
            count = 10 if kind in SLOW else 100
            command = [sys.executable, __file__, "work", kind, str(seed), str(count), str(folder)]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
            read += count
            if done.stdout or done.returncode:
                failed += 1
                print(done.stdout, end="", flush=True)
            if done.returncode:
                kept = folder / f"died-{kind}-{seed}"
                (folder / f"fuzz-{kind}").rename(kept)
                print(
                    f"{kind} {seed}: ended with {done.returncode}, see {kept}\n{done.stderr[-500:]}",
                    flush=True,
                )
        seed += 1
    print(f"{read} files read, {failed} runs with a failure")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
