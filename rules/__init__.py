"""Data, no logic: one folder for each notice, and the headings that offices write."""
