"""The public notice (公示): who gets what, for everybody to read and to object to.

It says unit, name, grant and amount. Identity numbers and accounts are never in it, not even where somebody
has typed one among words. Documents are always Chinese.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from warmth_cli.identity import without_long_numbers
from warmth_cli.masked import masked
from warmth_cli.payouts import Payment
from warmth_cli.rulebook.pack import Notice
from warmth_cli.writing.amount import in_figures, in_words
from warmth_cli.writing.day import chinese_day

HEADINGS = ("序号", "单位", "姓名", "发放类别", "金额（元）")
SEAL = f"公示单位（盖章）：{'_' * 24}"
_LIST = "花名册"


@dataclass(frozen=True, slots=True)
class NoticeList:
    """What is made public: payments of one notice, recorded by `made`, and how to object to them.

    What the office has not said is a blank to be filled in by hand: `first` and `last` day, both included,
    and `phone`. With `mask`, names show the family name only; `batch` is None when it is all of them.
    """

    notice: Notice
    payments: Sequence[Payment]
    made: date
    first: date | None = None
    last: date | None = None
    phone: str = ""
    mask: bool = False
    batch: int | None = None

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title, the payout list's said of a notice; and which batch it is of, where it is of one."""
        whole = f"{self.notice.list_title.removesuffix(_LIST)}名单公示"
        return (whole,) if self.batch is None else (whole, f"（第{self.batch}批）")

    @property
    def title(self) -> str:
        """The title in one line."""
        return "".join(self.title_lines)

    @property
    def amount(self) -> int:
        """What all payments come to, in fen."""
        return sum(payment.amount for payment in self.payments)

    @property
    def about(self) -> str:
        """What this is, and what whoever objects may do."""
        clauses = "、".join(dict.fromkeys(payment.clause for payment in self.payments))
        return (
            f"根据{self.notice.issuer}《{self.notice.title}》（{chinese_day(self.notice.issued)}）条款{clauses}，"
            f"经审核，以下{len(self.payments)}户列入发放名单，金额共计{in_figures(self.amount)}元"
            f"（人民币{in_words(self.amount)}），现予公示，接受监督。"
            "对名单有异议的，请在公示期内如实反映，我们将及时核实处理。"
        )

    @property
    def period(self) -> str:
        """The days of the notice, and how many they are."""
        days = f"公示期：{chinese_day(self.first)}至{chinese_day(self.last)}"
        if self.first is None or self.last is None:
            return days
        return f"{days}（共{(self.last - self.first).days + 1}天）"

    @property
    def telephone(self) -> str:
        """Where to object."""
        return f"监督电话：{self.phone or '_' * 20}"

    def rows(self) -> Iterator[tuple[list[str], int]]:
        """Text and amount of each payment, as in the payout list; who look the same are two people."""
        for number, payment in enumerate(self.payments, 1):
            name = masked(payment.name) if self.mask else payment.name
            yield [str(number), without_long_numbers(payment.union), name, payment.grant_name], payment.amount
