"""Fields of a text of Word: what is reckoned, and what came out, of which only this is shown."""

FIELD, RESULT, FIELD_END = "\x13", "\x14", "\x15"


class Fields:
    """The fields that are open at a place of a text."""

    def __init__(self) -> None:
        self.reckoning = 0  # of how many the result has not begun
        self._shows: list[bool] = []

    def meet(self, sign: str) -> None:
        """A field begins, comes to its result, or ends; anything else is passed over."""
        if sign == FIELD:
            self._shows.append(False)
            self.reckoning += 1
        elif sign == RESULT and self._shows and not self._shows[-1]:
            self._shows[-1] = True
            self.reckoning -= 1
        elif sign == FIELD_END and self._shows:
            self.reckoning -= not self._shows.pop()
