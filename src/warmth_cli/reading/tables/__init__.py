"""Where the tables of a sheet are, what their columns say and what each row is."""
