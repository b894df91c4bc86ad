"""Single cases: seen only by whoever is assigned to them."""
