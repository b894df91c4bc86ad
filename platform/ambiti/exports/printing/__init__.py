"""PDF/UA: how a report is told to the program that typesets it, and that program."""
