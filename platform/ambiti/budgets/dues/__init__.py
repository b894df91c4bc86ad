"""Who owes what, and by when: instalments, quotas, fees, refunds, what a leaver still pays."""
