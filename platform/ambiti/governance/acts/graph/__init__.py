"""How the contract shows the register: acts, and what was sent of them."""
