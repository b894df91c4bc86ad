"""Territory: comuni, members, units, bodies, populations."""
