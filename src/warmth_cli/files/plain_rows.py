"""Rows of a worksheet that hold nothing but values, written as nearly every program writes them.

Of such rows there is nothing to tell that calamine does not: no formula, no error, no cell without its place.
"""

from warmth_cli.pattern import pattern

PLAIN_PLACE = rb"A?[A-Z](?:\d{1,5}|[1-4]\d{5})"
"""A cell to AZ499999."""
_TYPED = (
    rb's"><v>\d++</v>',
    rb'inlineStr">(?:<is><t(?: xml:space="preserve")?>[^<]*+</t></is>)?',
    rb'n"><v>[\d.Ee+-]++</v>',
    rb'str"><v>[^<]*+</v>',
    rb'b"><v>[01]</v>',
)
_VALUE = rb'(?: t="(?:%b)</c>|><v>[\d.Ee+-]++</v></c>| ?/>|></c>)' % b"|".join(_TYPED)
_CELL = rb'<c r="%b"(?: s="\d++")?%b' % (PLAIN_PLACE, _VALUE)
_ROW = pattern(rb'<row r="(\d{1,7})"([^<>/]*)(?:/>|>(?:%b)*+</row>)' % _CELL)


def plain_rows(xml: bytes, start: int, end: int) -> list[tuple[bytes, bytes]]:
    """Each row's number from `start` to `end`, and what else its tag says; none where one is not plain."""
    rows: list[tuple[bytes, bytes]] = []
    while start < end and (found := _ROW.match(xml, start, end)):
        rows.append((found[1], found[2]))
        start = found.end()
    return rows if start == end else []
