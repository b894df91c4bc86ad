"""Money to the cent: where it comes from, how it is shared, who owes what to whom and when."""
