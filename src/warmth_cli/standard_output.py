"""Standard output, which remembers that it could not be written: that is no fault of the command."""

from typing import Any, TextIO


class StandardOutput:
    """The stream that it is made of, in all but this: `fault` is why it could not be written, if so."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.fault: OSError | None = None

    def write(self, words: str) -> int:
        """Write words, or keep them until there are more."""
        try:
            return self._stream.write(words)
        except OSError as error:
            self.fault = error
            raise

    def flush(self) -> None:
        """Write what was kept."""
        try:
            self._stream.flush()
        except OSError as error:
            self.fault = error
            raise

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked of it."""
        return getattr(self._stream, name)
