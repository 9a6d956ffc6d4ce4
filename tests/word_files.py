"""Texts of Word 97-2003, made piece by piece, and the containers that such files stand in."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from workbooks import zipped

STRUCK, STRUCK_TWICE, HIDDEN, DELETED = "370801", "532a01", "3c0801", "000801"
"""What may be changed in words."""
WIDTH = 1000
_TEXT_PLACE, _PAGE = 2048, 512
_PLANS, _COUNTS = 154, 76
_MOST_SAID = 400


@dataclass(frozen=True)
class Words:
    """Words that look so: the changes in hexadecimal."""

    text: str
    changes: str = ""


Content = str | Words | Sequence["str | Words"]
"""What a cell or a line holds."""


@dataclass(frozen=True)
class Row:
    """A row of a table with one edge more than cells; `marks` are their flags, `behind` are more changes.

    A `silent` one does not say where its cells are.
    """

    cells: Sequence[Content]
    edges: Sequence[int] = ()
    marks: Sequence[int] = ()
    behind: str = ""
    silent: bool = False


Item = Content | Row


@dataclass
class _Body:
    """The text while it is written: words with their changes, and paragraphs with theirs."""

    pieces: list[str] = field(default_factory=list)
    units: int = 0  # how long it is, in units of UTF-16
    runs: list[tuple[int, bytes]] = field(default_factory=list)
    paragraphs: list[tuple[int, bytes]] = field(default_factory=list)

    def add(self, content: Content, mark: str, changes: bytes = b"", style: int = 0) -> None:
        """A cell, a line or the end of a row."""
        for piece in [content] if isinstance(content, str | Words) else content:
            words = Words(piece) if isinstance(piece, str) else piece
            if words.text:
                self._put(words.text)
                self.runs.append((self.units, bytes.fromhex(words.changes)))
        self._put(mark)
        self.runs.append((self.units, b""))
        self.paragraphs.append((self.units, struct.pack("<H", style) + changes))

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.units += len(text.encode("utf-16-le")) // 2

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.pieces)


IN_TABLE, ROW_END = bytes.fromhex("162401"), bytes.fromhex("162401172401")


def row_end(row: Row) -> bytes:
    """What the end of a row says of it."""
    if row.silent:
        return ROW_END
    edges = row.edges or range(0, WIDTH * (len(row.cells) + 1), WIDTH)
    marks = [*row.marks, *[0] * (len(edges) - 1 - len(row.marks))]
    cells = b"".join(struct.pack("<H18x", mark) for mark in marks)
    said = struct.pack(f"<B{len(edges)}h", len(edges) - 1, *edges) + cells
    return ROW_END + struct.pack("<HH", 0xD608, len(said) + 1) + said + bytes.fromhex(row.behind)


def word(
    items: Sequence[Item],
    *,
    head: str = "",
    box: str = "",
    comments: Sequence[str] = (),
    footnotes: Sequence[str] = (),
    narrow: bool = False,
    piece_changes: int = 0,
    told: Sequence[bytes] = (),
    styles: bytes = b"",
    style: int = 0,
    flags: int = 0,
    version: int = 0xC1,
    kind: int = 0xA5EC,
    plan_begins: bytes = b"",
) -> bytes:
    """A document; `comments` and `footnotes` belong to the signs \\x05 and \\x02 in it, in their order.

    `narrow` stores ASCII in one byte each. `piece_changes` and `told` are what is changed in all pieces.
    `plan_begins` stands at the beginning of the stream of plans, as a lock does.
    """
    body, elsewhere = _Body(), b""
    for item in items:
        if not isinstance(item, Row):
            body.add(item, "\r", style=style)
            continue
        for cell in item.cells:
            body.add(cell, "\x07", IN_TABLE)
        said = row_end(item)
        if len(said) > _MOST_SAID:
            said, elsewhere = (
                struct.pack("<HI", 0x6646, len(elsewhere)),
                elsewhere + struct.pack("<H", len(said)) + said,
            )
        body.add("", "\x07", said)
    main = body.units
    lengths = []
    for text in (
        _notes(footnotes),
        f"{head}\r" if head else "",
        "",
        _notes(comments),
        "",
        f"{box}\r" if box else "",
        "",
    ):
        before = body.units
        for line in text.split("\r")[:-1]:
            body.add(line, "\r")
        lengths.append(body.units - before)
    stretches, stream, places = _stored(body.text, narrow)
    units = len(places) - 1
    stream += bytes(-len(stream) % _PAGE)
    character_plan, stream = _pages(body.runs, places, stream, 1)
    paragraph_plan, stream = _pages(body.paragraphs, places, stream, 13)
    plans = {
        12: character_plan,
        13: paragraph_plan,
        33: _piece_plan(stretches, units, piece_changes, told),
        1: styles,
        **_note_plans((2, 3), body.text.encode("utf-16-le")[: 2 * main], "\x02", footnotes, 2),
        **_note_plans((4, 5), body.text.encode("utf-16-le")[: 2 * main], "\x05", comments, 30),
    }
    table = plan_begins
    begin = bytearray(_TEXT_PLACE)
    struct.pack_into("<HH6xH", begin, 0, kind, version, flags)
    struct.pack_into("<H", begin, 32, 14)
    struct.pack_into("<H", begin, 62, 22)
    struct.pack_into("<H", begin, 152, 93)
    struct.pack_into("<8I", begin, _COUNTS, main, *lengths)
    for number, plan in plans.items():
        if plan:
            struct.pack_into("<II", begin, _PLANS + 8 * number, len(table), len(plan))
            table += plan
    streams = {
        "WordDocument": bytes(begin) + stream[_TEXT_PLACE:],
        "1Table" if flags & 0x200 else "0Table": table,
    }
    return container({**streams, "Data": elsewhere} if elsewhere else streams)


def _notes(notes: Sequence[str]) -> str:
    return "".join(f"\x05{note}\r" for note in notes)


def _note_plans(
    numbers: tuple[int, int], wide: bytes, sign: str, notes: Sequence[str], length: int
) -> dict[int, bytes]:
    """Where the signs of notes stand, and where what they say."""
    if not notes:
        return {}
    places = [at // 2 for at in range(0, len(wide), 2) if wide[at : at + 2] == sign.encode("utf-16-le")]
    bounds = [0]
    for note in notes:
        bounds.append(bounds[-1] + len(note) + 2)
    assert len(places) == len(notes)
    return {
        numbers[0]: struct.pack(f"<{len(places) + 1}I", *places, len(wide) // 2)
        + bytes(length * len(places)),
        numbers[1]: struct.pack(f"<{len(bounds)}I", *bounds),
    }


def _stored(text: str, narrow: bool) -> tuple[list[tuple[int, int, bool]], bytes, list[int]]:
    """The pieces (first unit, place, narrow), the stream, and the place of each unit and of the end."""
    units = struct.unpack(f"<{len(text.encode('utf-16-le')) // 2}H", text.encode("utf-16-le"))
    stretches: list[tuple[int, int, bool]] = []
    stream, places = bytearray(_TEXT_PLACE), []
    for index, unit in enumerate(units):
        slim = narrow and unit < 128
        if not stretches or stretches[-1][2] != slim:
            stretches.append((index, len(stream), slim))
        places.append(len(stream))
        stream += bytes([unit]) if slim else struct.pack("<H", unit)
    return stretches, bytes(stream), [*places, len(stream)]


def _piece_plan(
    stretches: list[tuple[int, int, bool]], units: int, changes: int, told: Sequence[bytes]
) -> bytes:
    """Of which pieces the text is."""
    plan = b"".join(b"\x01" + struct.pack("<H", len(each)) + each for each in told)
    pieces = struct.pack(f"<{len(stretches) + 1}I", *(first for first, _, _ in stretches), units)
    for _, place, slim in stretches:
        pieces += struct.pack("<HIH", 0, place * 2 | 0x40000000 if slim else place, changes)
    return plan + b"\x02" + struct.pack("<I", len(pieces)) + pieces


def _pages(
    ends: list[tuple[int, bytes]], places: list[int], stream: bytes, length: int
) -> tuple[bytes, bytes]:
    """The plan of the pages that say what is changed, and the stream with these at its end."""
    starts, numbers = [], []
    pages = bytearray(stream)
    first, done = places[0], 0
    while done < len(ends):
        count, said = 0, 0
        for _, changes in islice(ends, done, None):
            if 4 * (count + 2) + length * (count + 1) + said + len(changes) + 4 > _PAGE - 1:
                break
            count, said = count + 1, said + len(changes) + 4
        assert count
        here = ends[done : done + count]
        done += count
        page = bytearray(_PAGE)
        page[_PAGE - 1] = count
        struct.pack_into(f"<{count + 1}I", page, 0, first, *(places[end] for end, _ in here))
        end_of_free = _PAGE - 1
        for index, (_, changes) in enumerate(here):
            if not changes:
                continue
            if length == 1:
                packed = bytes([len(changes)]) + changes
            elif len(changes) % 2:
                packed = bytes([(len(changes) + 1) // 2]) + changes
            else:
                packed = bytes([0, len(changes) // 2]) + changes
            end_of_free -= len(packed) + (end_of_free - len(packed)) % 2
            page[end_of_free : end_of_free + len(packed)] = packed
            page[4 * (count + 1) + length * index] = end_of_free // 2
        starts.append(first)
        numbers.append(len(pages) // _PAGE)
        pages += page
        first = places[here[-1][0]]
    plan = struct.pack(f"<{len(starts) + 1}I", *starts, first)
    return plan + struct.pack(f"<{len(numbers)}I", *numbers), bytes(pages)


def style_sheet(styles: Sequence[tuple[int, int, str]]) -> bytes:
    """Styles, each of a kind (1 of paragraphs, 2 of characters), with its parent and its changes of words."""
    sheet = struct.pack("<HHH", 4, len(styles), 10)
    for kind, parent, changes in styles:
        said = bytes.fromhex(changes)
        updates = struct.pack("<HH", 2, 0) if kind == 1 else b""
        updates += struct.pack("<H", len(said)) + said + bytes(len(said) % 2)
        body = (
            struct.pack("<HHHHH", 0, kind | parent << 4, 0, 0, 0)
            + struct.pack("<HHH", 1, ord("a"), 0)
            + updates
        )
        sheet += struct.pack("<H", len(body)) + body
    return sheet


# --- containers ---------------------------------------------------------------------------------------------

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _SMALLEST = 512, 4096


def container(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container of these streams (MS-CFB); each is filled up to the least that stands by itself."""
    sectors: list[bytes] = []
    chains: list[int] = []
    entries = []

    def store(data: bytes) -> int:
        first = len(sectors)
        data += bytes(-len(data) % _SECTOR)
        count = len(data) // _SECTOR
        sectors.extend(data[at : at + _SECTOR] for at in range(0, len(data), _SECTOR))
        chains.extend([*range(first + 1, first + count), _END])
        return first

    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    for number, name in enumerate(names, 1):
        data = streams[name].ljust(_SMALLEST, b"\0")
        following = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, 2, following, _FREE, store(data), len(data)))
    entries.insert(0, _entry("Root Entry", 5, _FREE, 1, _END, 0))
    directory = store(b"".join(entries))
    count = 1
    while count * (_SECTOR // 4) < len(sectors) + count:
        count += 1
    assert count <= 109
    fat_first = len(sectors)
    fat = [*chains, *[_FAT] * count]
    fat += [_FREE] * (-len(fat) % (_SECTOR // 4))
    sectors.extend(
        struct.pack("<128I", *fat[at : at + _SECTOR // 4]) for at in range(0, len(fat), _SECTOR // 4)
    )
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, count, directory, 0, _SMALLEST, _END, 0, _END, 0)
    places = [*range(fat_first, fat_first + count)]
    header += struct.pack("<109I", *places, *[_FREE] * (109 - count))
    return header + b"".join(sectors)


def _entry(name: str, kind: int, following: int, child: int, first: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII36xIQ", wide, len(wide), kind, 1, _FREE, following, child, first, size)


# --- Word 2007 and later ------------------------------------------------------------------------------------

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, **parts: str) -> bytes:
    """A document of Word 2007 with this body, and parts by their kind (styles, comments, header), as XML."""
    names = {kind: f"word/{kind}1.xml" for kind in parts}
    packed = {
        "[Content_Types].xml": f'<Types xmlns="{_CONTENT}"/>',
        "_rels/.rels": _related({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _related({kind: f"/{name}" for kind, name in names.items()}),
        "word/document.xml": f'<w:document xmlns:w="{_SPACE}"><w:body>{body}</w:body></w:document>',
        **{
            names[kind]: f'<w:{kind} xmlns:w="{_SPACE}">{inside}</w:{kind}>' for kind, inside in parts.items()
        },
    }
    return zipped({name: part.encode() for name, part in packed.items()})


def docx_table(*rows: str, widths: Sequence[int] = ()) -> str:
    """A table of rows."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def docx_row(*cells: str, about: str = "") -> str:
    """A row of cells; those that are no cell are words of one."""
    inside = "".join(cell if cell.startswith("<w:tc>") else docx_cell(docx_line(cell)) for cell in cells)
    return f"<w:tr><w:trPr>{about}</w:trPr>{inside}</w:tr>"


def docx_cell(inside: str, about: str = "") -> str:
    """A cell of lines."""
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{inside}</w:tc>"


def docx_line(words: str, looks: str = "", style: str = "") -> str:
    """A line of words that look so."""
    inside = words if words.startswith("<") else f"<w:t>{words}</w:t>"
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{said}</w:pPr><w:r><w:rPr>{looks}</w:rPr>{inside}</w:r></w:p>"


def _related(parts: Mapping[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{_TYPES}/{kind}" Target="{part}"/>'
        for number, (kind, part) in enumerate(parts.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'
