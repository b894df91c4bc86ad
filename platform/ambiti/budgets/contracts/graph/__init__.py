"""How the contract shows service contracts, and what the actions of a plan came to."""
