"""Any file an office sends becomes sheets of typed cells, or one sentence that says why not."""
