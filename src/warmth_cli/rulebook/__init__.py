"""The judge: a household and a rule pack become a decision. Pure: no file is opened once a pack is loaded."""
