"""Mirror adoptions: one decision that each body must make its own, by its own act."""
