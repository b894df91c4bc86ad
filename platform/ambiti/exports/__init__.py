"""Exports: what the contract answers, laid out as CSV, XLSX or PDF. Knows no domain.

    published operation ──reading machine──▶ answer ──layout──▶ Report ──writing──▶ bytes

A slice gives a published operation and its layout (``Published``); every figure of an export is one
of an answer of the contract, asked as whoever asks for the export.
"""
