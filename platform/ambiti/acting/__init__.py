"""What a command may touch: one legal act, one transaction, one line of the journal."""
