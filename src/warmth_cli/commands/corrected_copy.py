"""Whether a file that was once an annotated copy of a roster is that roster, corrected.

Its mark alone does not say so: clerks also empty a file and fill it with the people of another union.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from warmth_cli.household import Household, Roster
from warmth_cli.identity import person_key
from warmth_cli.issues import Issue

_NAMED = 5
"""So many who are missing are named."""


@dataclass(frozen=True, slots=True)
class CorrectedCopy:
    """A copy beside its roster: how many households that had, and the names of those the copy has not."""

    households: int
    missing: Sequence[str]

    @classmethod
    def compare(cls, copy: Iterable[Household], roster: Iterable[Household]) -> "CorrectedCopy":
        """People are the same by their number; who had none that could be read, by the name."""
        numbers: set[str] = set()
        names: set[str | None] = set()
        for household in copy:
            names.add(household.name)
            if household.id_number:
                numbers.add(person_key(household.id_number))
        before = list(roster)
        missing = [
            household.name or ""
            for household in before
            if (
                person_key(household.id_number) not in numbers
                if household.id_number
                else household.name not in names
            )
        ]
        return cls(len(before), missing)

    @staticmethod
    def still_short(roster: Roster, before: Iterable[Issue]) -> Issue | None:
        """What was said `before` of a copy that lacks households, while it has fewer than its original had:
        that counts no longer, and nothing else would say so when the copy is checked once more."""
        count = sum(1 for _ in roster.households)
        short = (issue for issue in before if issue.code == "copy-short")
        return next((issue for issue in short if count < int(str(issue.values["before"]))), None)

    @property
    def is_one(self) -> bool:
        """Whether most people are still the same; else it is another roster, and both count."""
        return 2 * len(self.missing) <= self.households

    def issue(self, file: str, original: str) -> Issue:
        """What is said of the copy, which counts in the place of the `original`."""
        if not self.missing:
            return Issue("copy-taken", file, values={"original": original, "before": str(self.households)})
        names = "、".join([*filter(None, self.missing[:_NAMED]), *["…"] * (len(self.missing) > _NAMED)])
        values = {"original": original, "before": str(self.households), "missing": str(len(self.missing))}
        return Issue("copy-short", file, found=names, values=values)
