"""Two books of one cost: who pays it, and on whom it counts for the law alone (M-13)."""
