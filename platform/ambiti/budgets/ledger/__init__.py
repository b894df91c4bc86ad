"""The ledger: lines, impegni, and the movements of money between accounts."""
