"""What one cell says: a value of a field, or why it is none."""
