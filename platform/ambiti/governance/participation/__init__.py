"""Whoever asks to take part in an organ that is open to it."""
