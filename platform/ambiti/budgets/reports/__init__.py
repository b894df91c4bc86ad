"""What is exported of budgets: published operations of the contract, each with its layout."""
