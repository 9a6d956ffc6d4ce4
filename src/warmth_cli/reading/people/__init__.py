"""Rows become persons, and persons households."""
