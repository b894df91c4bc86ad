"""What reading costs, measured on a country of Ambiti against servers that answer the same."""
