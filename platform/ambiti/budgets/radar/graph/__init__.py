"""How the contract shows the radar."""
