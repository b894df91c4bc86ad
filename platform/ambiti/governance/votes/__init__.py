"""The arithmetic of a vote: who may vote, what was counted, and what the text makes of it."""
