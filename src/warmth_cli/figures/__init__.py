"""The figures of the statistical tables: declared by a pack, folded from the ledger, given, added up."""
