"""Names of XML without their namespaces: programs of different makers call these otherwise."""

from functools import lru_cache
from xml.etree.ElementTree import Element


@lru_cache(1000)  # of a document they are the same few
def local_name(name: str) -> str:
    """A name without its namespace.

    >>> local_name("{urn:x}tbl"), local_name("tbl")
    ('tbl', 'tbl')
    """
    return name.rpartition("}")[2]


def said_of(element: Element) -> dict[str, str]:
    """What an element says of itself."""
    return {local_name(name): value for name, value in element.items()}
