"""The position of each party, and all of them together."""
