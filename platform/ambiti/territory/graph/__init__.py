"""Territory as the contract shows it: comuni, populations, who belongs where on a day."""
