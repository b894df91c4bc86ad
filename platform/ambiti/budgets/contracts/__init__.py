"""Service contracts: the budgets that a contract gives to a body, and what each action came to."""
