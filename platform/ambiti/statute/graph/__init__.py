"""The statute as the contract shows it: versions, rules, readings of what is left open."""
