"""The commands as short lists of named steps: read, judge, remember, write. Nothing is printed here."""
