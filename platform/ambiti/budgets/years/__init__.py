"""The end of a year: residui, avanzo and cash go into the next one, and keep what they are for."""
