"""The demo year: each tenant lives a plausible year, act by act, with invented people."""
