"""The rules and working groups that an organ gives itself."""
