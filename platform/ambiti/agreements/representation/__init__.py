"""Acting for others: mandates to sign, contracts signed by one for all, who represents whom."""
