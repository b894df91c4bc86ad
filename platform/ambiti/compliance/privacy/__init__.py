"""Personal data: kept protected, read for a purpose, and never without a trace."""
