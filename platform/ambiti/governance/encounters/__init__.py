"""Encounters of organs and offices with each other and with others, and what each decides."""
