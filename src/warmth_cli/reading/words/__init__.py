"""What words in a sheet say that are no values: who counts for nobody, whose the rows are, where they end."""
