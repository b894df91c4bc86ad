"""Meetings: an organ is convened, who is entitled is written down, and it decides by its rule."""
