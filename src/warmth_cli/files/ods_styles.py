"""The styles of an .ods workbook: how numbers are shown, what is struck through, which tables are hidden.

A number format is told as Excel would write it, as far as it says more of a number than itself.
"""

_FORMAT_NUMBERS = (
    "number:number",
    "number:scientific-number",
    "number:fraction",
    "number:text-content",
    "number:boolean",
)
_FORMAT_DAYS = {"number:era": "g", "number:year": "yyyy", "number:month": "m", "number:day": "d"}
_FORMAT_WORDS = ("number:currency-symbol", "number:text", "number:embedded-text")
_STRIKING = frozenset(("style:text-line-through-style", "style:text-line-through-type"))
"""What strikes through, unless it says none."""


class OdsStyles:
    """Collects the styles while a part streams by."""

    def __init__(self) -> None:
        self.hidden_tables: set[str] = set()
        self._data_styles: dict[str, str] = {}
        self._cell_styles: dict[str, tuple[str, str]] = {}
        self._struck_styles: dict[str, bool] = {}
        self._style = self._data_style = ""

    def start(self, name: str, about: dict[str, str]) -> bool:
        """An element of the styles begins; whether its words are part of a number format."""
        if name == "style:style":
            self._style = about.get("style:name", "")
            self._cell_styles[self._style] = (
                about.get("style:data-style-name", ""),
                about.get("style:parent-style-name", ""),
            )
        elif name == "style:text-properties" and not _STRIKING.isdisjoint(about):
            self._struck_styles[self._style] = any(about.get(key, "none") != "none" for key in _STRIKING)
        elif name == "style:table-properties" and about.get("table:display") == "false":
            self.hidden_tables.add(self._style)
        elif name.startswith("number:") and name.endswith("-style"):
            self._data_style = about.get("style:name", "")
            self._data_styles[self._data_style] = "%" if name == "number:percentage-style" else ""
        elif name in _FORMAT_NUMBERS and self._data_style:
            self._data_styles[self._data_style] += "0," if count(about, "number:display-factor") > 1 else "0"
        elif name in _FORMAT_DAYS and self._data_style:
            self._data_styles[self._data_style] += _FORMAT_DAYS[name]
        elif name == "style:map" and self._data_style:  # of numbers above 0, or of some of them
            mapped = self._data_styles.get(about.get("style:apply-style-name", ""), "")
            self._data_styles[self._data_style] += f"[>0]{mapped}"
        return name in _FORMAT_WORDS and self._data_style != ""

    def end(self, name: str, words: str) -> None:
        """An element of the styles ends, with these words in it."""
        if name in _FORMAT_WORDS and self._data_style:
            self._data_styles[self._data_style] += f'"{words}"'
        elif name.startswith("number:") and name.endswith("-style"):
            self._data_style = ""

    def format(self, style: str) -> str:
        """The number format of a cell style; only what tells whether it says more of a number than itself."""
        for _ in range(10):  # styles have parents
            data_style, parent = self._cell_styles.get(style, ("", ""))
            if data_style or not parent:
                return self._data_styles.get(data_style, "")
            style = parent
        return ""

    def strikes(self, style: str) -> bool:
        """Whether a cell style strikes a cell through."""
        for _ in range(10):  # styles have parents
            if style in self._struck_styles:
                return self._struck_styles[style]
            _, style = self._cell_styles.get(style, ("", ""))
        return False


def count(about: dict[str, str], name: str) -> int:
    """A number that an element has; 1 where it has none."""
    text = about.get(name)
    if text is None:  # nearly always
        return 1
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else 1
