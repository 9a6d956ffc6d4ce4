"""What a person sees on the terminal: the one room that knows rich, a small file for each thing shown."""

from warmth_cli.console.annex import show_annex, show_figures
from warmth_cli.console.bank import show_bank, show_profiles
from warmth_cli.console.check import show_check, show_saved, show_withdrawn
from warmth_cli.console.explain import show_explained
from warmth_cli.console.papers import (
    show_exported,
    show_figures_template,
    show_published,
    show_report,
    show_template,
)
from warmth_cli.console.payouts import show_payouts, show_reprint
from warmth_cli.console.rules import show_pack, show_packs
from warmth_cli.console.screen import fail, password_asker, print_document, progress

__all__ = [
    "fail",
    "password_asker",
    "print_document",
    "progress",
    "show_annex",
    "show_bank",
    "show_check",
    "show_explained",
    "show_exported",
    "show_figures",
    "show_figures_template",
    "show_pack",
    "show_packs",
    "show_payouts",
    "show_profiles",
    "show_published",
    "show_report",
    "show_reprint",
    "show_saved",
    "show_template",
    "show_withdrawn",
]
