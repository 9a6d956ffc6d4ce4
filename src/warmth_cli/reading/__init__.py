"""The way in: a file of any office becomes households and issues."""
