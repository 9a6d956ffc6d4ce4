"""Why a cell cannot be taken."""


class Unreadable(Exception):
    """A cell that cannot be taken: the code of its issue, and what its message needs beside the cell."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
