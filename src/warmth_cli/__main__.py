"""`python -m warmth_cli` is `warmth`."""

from warmth_cli.entry import main

main()
