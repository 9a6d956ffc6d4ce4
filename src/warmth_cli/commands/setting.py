"""What a run is under: which ledger, which rules with which readings, which living standards."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from warmth_cli.issues import stop
from warmth_cli.language import marked
from warmth_cli.rulebook.loading import choose_pack, find_packs
from warmth_cli.rulebook.pack import Rules
from warmth_cli.rulebook.standards import Lookup, load_standards

STANDARDS = Path("standards.toml")
"""Where living standards are looked for when none are named."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The options that all commands share; None where the clerk named nothing."""

    ledger: Path
    standards: Path | None = None
    year: int | None = None
    notice: str | None = None
    rules: Path | None = None
    readings: Sequence[str] = ()

    def load(self) -> tuple[Rules, Lookup]:
        """The rules under the run's readings, and the standards in force on their day.

        Raises WarmthError for an unknown year, notice, reading or choice, and for files that are not valid.
        """
        rules = self.load_rules()
        path = self.standards or STANDARDS
        standards = load_standards(path, required=self.standards is not None)
        return rules, Lookup(standards, rules.standard_day, str(path), rules.pack.notice.city)

    @property
    def has_standards(self) -> bool:
        """Whether there is a file of living standards, whatever it holds."""
        return (self.standards or STANDARDS).exists()

    def load_rules(self) -> Rules:
        """The rules alone, for a command that decides nothing and so needs no standards."""
        pack = choose_pack(find_packs(self.rules), self.year, self.notice)
        return pack.under(dict(_split(reading) for reading in self.readings))

    def inputs(self, rules: Rules) -> list[Path]:
        """The files that the run goes by: its standards, and those of its rule pack."""
        pack = [Path(str(file)) for file in rules.pack.folder.iterdir()]
        return [self.standards or STANDARDS, *pack]


def _split(reading: str) -> tuple[str, str]:
    name, equals, value = reading.partition("=")
    if not equals:
        raise stop(
            marked("--reading {given} does not say which choice."),
            marked("Write it like --reading registered-scope=all; warmth rules show lists the readings."),
            given=reading,
        )
    return name.strip(), value.strip()
