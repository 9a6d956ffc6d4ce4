"""From rosters of households in hardship to signed payout lists and statistical tables, under a notice."""

__version__ = "0.1.0"
