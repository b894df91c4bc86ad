"""What is due in a year: days that were set, facts that start a term, what was done and when."""
