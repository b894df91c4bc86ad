"""The money of an Ambito: the funds of a year, and the ledger of what becomes of them."""
