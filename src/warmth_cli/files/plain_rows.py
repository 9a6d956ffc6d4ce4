"""Rows of a worksheet that hold nothing but values, written as nearly every program writes them.

Of such rows there is nothing to tell that calamine does not: no formula, no error, no cell without its place.
"""

from warmth_cli.pattern import pattern

PLAIN_PLACE = rb"A?[A-Z](?:\d{1,5}|[1-4]\d{5})"
"""A cell to AZ499999, as each of plain rows is."""
_TYPED = (
    rb's"><v>[0-9]++</v>',
    rb'inlineStr">(?:<is><t(?: xml:space="preserve")?+>[^<]*+</t></is>)?+',
    rb'n"><v>[0-9.Ee+-]++</v>',
    rb'str"><v>[^<]*+</v>',
    rb'b"><v>[01]</v>',
)
_VALUE = rb'(?: t="(?:%b)</c>|><v>[0-9.Ee+-]++</v></c>| ?/>|></c>)' % b"|".join(_TYPED)
# That a cell names the number of its row is compared more quickly than digits are counted.
_CELL = rb'<c r="A?[A-Z]\1"(?: s="[0-9]++")?+%b' % _VALUE
_ROW = pattern(rb'<row r="([1-4]?[0-9]{1,5})"([^<>/]*)(?:/>|>(?:%b)*+</row>)' % _CELL)


def plain_rows(xml: bytes, start: int, end: int) -> tuple[list[bytes], set[bytes]]:
    """The number of each row from `start` to `end`, and what else the tags say; none if one is not plain."""
    numbers: list[bytes] = []
    tags: set[bytes] = set()
    while start < end and (found := _ROW.match(xml, start, end)):
        numbers.append(found[1])
        tags.add(found[2])
        start = found.end()
    return (numbers, tags) if start == end else ([], set())
