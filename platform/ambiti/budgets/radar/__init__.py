"""The radar: how near funds are to being lost, and what a Regione's funds came to."""
