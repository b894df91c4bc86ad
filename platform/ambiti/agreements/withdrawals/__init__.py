"""Withdrawals and accessions: a party leaves with notice, a comune joins, the text follows."""
